#include "extract/dataset/check.h"

#include "extract/dataset/folder.h"
#include "extract/dataset/plan.h"
#include "extract/dataset/whole.h"

namespace presscut::dataset {

Checked Check(const match::RuleSet& rules, const Options& options, const Told& told) {
  Checked out;
  const std::string target = RealTarget(options.folder);
  Recover(target);
  out.error = RefuseForeign(target);
  if (out.error) return out;
  out.there = IsDataset(target);
  if (out.there) out.damages = Damages(target);
  const bool usable = IsUsable(target, KeyOf(rules, options), &out.why_all);
  Plan plan;
  plan.Begin(usable ? target + "/" + kCacheFile : "", Plan::kByContent);
  source::Input input = options.input;
  input.pass_over = [&](const std::string& path, const std::string& id) {
    return plan.PassOver(path, id);
  };
  source::Source source(std::move(input));
  source::Article article;
  Statement* known = nullptr;
  std::optional<Statement> old;
  if (usable) known = &old.emplace(plan.db(), "SELECT 1 FROM old.articles WHERE id = ?");
  while (!plan.error() && source.Next(&article)) {
    if (!plan.Wanted(article)) continue;
    std::string_view what = "new";
    if (known != nullptr) {
      known->Start(article.id);
      if (known->Next()) what = "changed";
      known->Reset();
    }
    if (article.error && article.error->code == "unreadable-file") what = "failing";
    ++(what == "new" ? out.appeared : what == "changed" ? out.changed : out.failing);
    told(what, article.id);
  }
  if (usable) {
    Statement gone(plan.db(),
                   "SELECT id FROM old.articles WHERE id NOT IN (SELECT id FROM articles) "
                   "ORDER BY id");
    while (gone.Next()) {
      ++out.gone;
      told("gone", gone.Text(0));
    }
  }
  out.articles = plan.articles();
  out.differs = plan.Differs();
  out.error = plan.error();
  return out;
}

}  // namespace presscut::dataset
