#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/segment/segment_testing.h"

namespace presscut::segment {
namespace {

// A first paragraph that nobody takes for anything else.
const std::string kBody =
    "The harbour board will close the north pier for nine weeks from Monday after engineers found "
    "cracks in two of its oldest piles, its chairman said.\n\nShips will be sent to the south "
    "pier.";

using Strings = std::vector<std::string>;

TEST(Header, StampsBothLabelledAndNot) {
  struct Case {
    const char* line;
    const char* published;
    const char* updated;
  };
  for (const Case& c : {
           Case{"02/11/2018 09:15 GMT | Updated 03/11/2018 10:00 GMT", "02/11/2018 09:15 GMT",
                "03/11/2018 10:00 GMT"},
           {"Published: 3 March 2019, 14:05", "3 March 2019, 14:05", "-"},
           {"Last updated Tue 4 Jun 2019 07.31 BST", "-", "Tue 4 Jun 2019 07.31 BST"},
           {"Posted on March 3rd, 2019 at 2:05 p.m. EST", "March 3rd, 2019 at 2:05 p.m. EST", "-"},
           {"2019-03-03T14:05:00Z", "2019-03-03T14:05:00Z", "-"},
           {"Thursday 14 June 2018 12.00 BST", "Thursday 14 June 2018 12.00 BST", "-"},
           {"First published on Fri 12 Mar 2021 14.05 GMT • Last modified on Sat 13 Mar 2021",
            "Fri 12 Mar 2021 14.05 GMT", "Sat 13 Mar 2021"},
       }) {
    const Cut cut(std::string(c.line) + "\n\nNorth pier to close\n\n" + kBody);
    EXPECT_EQ(cut.Roles()[0], Role::kStamp) << c.line;
    EXPECT_EQ(cut.Of(cut.segments().header.published), c.published) << c.line;
    EXPECT_EQ(cut.Of(cut.segments().header.updated), c.updated) << c.line;
    EXPECT_EQ(cut.Of(cut.segments().header.headline), "North pier to close") << c.line;
  }
}

TEST(Header, WhatOnlyLooksLikeAStamp) {
  for (const char* line : {"Tuesday 4 June", "2019", "In March 2019 the board met", "10.45am"}) {
    const Cut cut(std::string("North pier to close\n\n") + kBody + "\n\n" + line + "\n\n" + kBody);
    for (const Role role : cut.Roles()) EXPECT_NE(role, Role::kStamp) << line;
  }
}

TEST(Header, Bylines) {
  struct Case {
    const char* line;
    Strings authors;
  };
  for (const Case& c : {
           Case{"By Anna Smith and Tom Roe", {"Anna Smith", "Tom Roe"}},
           {"By Anna Smith, political editor", {"Anna Smith"}},
           {"By Anna Smith, Tom Roe and Lee O'Hara", {"Anna Smith", "Tom Roe", "Lee O'Hara"}},
           {"BY ANNA B. SMITH", {"ANNA B. SMITH"}},
           {"By Ludwig van der Berg for the Harbour Times", {"Ludwig van der Berg"}},
           {"Anna Smith in Paris", {"Anna Smith"}},
           {"Anna Smith, environment correspondent", {"Anna Smith"}},
           {"By Reuters Staff", {}},
           {"By Anna Smith | Published 3 March 2019", {"Anna Smith"}},
       }) {
    const Cut cut("North pier to close\n\n" + std::string(c.line) + "\n\n" + kBody);
    EXPECT_EQ(cut.Roles()[1], Role::kByline) << c.line;
    EXPECT_EQ(cut.Authors(), c.authors) << c.line;
  }
  const Cut stamped("North pier to close\n\nBy Anna Smith | Published 3 March 2019\n\n" + kBody);
  EXPECT_EQ(stamped.Of(stamped.segments().header.published), "3 March 2019");
}

TEST(Header, WhatOnlyLooksLikeAByline) {
  for (const char* line : {"By Thursday evening the pier was shut", "By then it was over.",
                           "By George Hale and his friends"}) {
    const Cut cut("North pier to close\n\n" + std::string(line) + "\n\n" + kBody);
    EXPECT_NE(cut.Roles()[1], Role::kByline) << line;
    EXPECT_EQ(cut.Authors(), Strings{}) << line;
  }
  // A headline that has a place at its end.
  const Cut cut("Anna Smith in Paris\n\n" + kBody);
  EXPECT_EQ(cut.Roles()[0], Role::kHeadline);
}

TEST(Header, Headlines) {
  struct Case {
    const char* top;
    const char* headline;
  };
  for (const Case& c : {
           Case{"North pier to close", "North pier to close"},
           {"NORTH PIER TO CLOSE - BOARD", "NORTH PIER TO CLOSE - BOARD"},
           {"Will the north pier ever open again?", "Will the north pier ever open again?"},
           {"The Pier Is Shut. Nobody Knows Why.", "The Pier Is Shut. Nobody Knows Why."},
           {"Is the pier safe? Nobody can tell.", "Is the pier safe? Nobody can tell."},
           {"The north pier will close, the board has said.", "-"},
           {"and the pier", "-"},
           {"North Pier Will Close For Weeks Listen· 2:10\n\nNorth Pier Will Close For Nine Weeks",
            "North Pier Will Close For Nine Weeks"},
           {"North pier to close for nine weeks, board says\n\nNorth pier to close",
            "North pier to close for nine weeks, board says"},
       }) {
    const Cut cut(std::string(c.top) + "\n\n" + kBody);
    EXPECT_EQ(cut.Of(cut.segments().header.headline), c.headline) << c.top;
  }
  EXPECT_EQ(Cut(kBody).segments().header.headline, std::nullopt);
  EXPECT_EQ(Cut("Just one line").segments().header.headline, std::nullopt);
}

TEST(Header, CaseOfABlock) {
  const Cut cut("NORTH PIER TO CLOSE\n\nEngineers Find Cracks in Piles\n\n" + kBody);
  EXPECT_TRUE(cut.segments().blocks[0].capitals);
  EXPECT_FALSE(cut.segments().blocks[0].title_case);
  EXPECT_TRUE(cut.segments().blocks[1].title_case);
  EXPECT_FALSE(cut.segments().blocks[2].capitals);
  EXPECT_FALSE(cut.segments().blocks[2].title_case);
}

TEST(Header, Datelines) {
  struct Case {
    const char* start;
    const char* dateline;
  };
  for (const Case& c : {
           Case{"LONDON, March 3 (Reuters) - ", "LONDON, March 3 (Reuters)"},
           {"PARIS (AP) — ", "PARIS (AP)"},
           {"WASHINGTON - ", "WASHINGTON"},
           {"NEW YORK/LONDON, Oct 26 - ", "NEW YORK/LONDON, Oct 26"},
           {"OAK CREEK, Wis. -- ", "OAK CREEK, Wis."},
           {"Washington (CNN) ", "Washington (CNN)"},
           {"ST. LOUIS, Feb. 3, 2015 – ", "ST. LOUIS, Feb. 3, 2015"},
           {"BREAKING - ", "-"},
           {"London - ", "-"},
           {"", "-"},
       }) {
    const Cut cut("North pier to close\n\n" + (c.start + kBody));
    EXPECT_EQ(cut.Of(cut.segments().header.dateline), c.dateline) << c.start;
    if (std::string_view(c.dateline) != "-") {
      // The sentence proper begins behind the dateline.
      EXPECT_EQ(cut.Sentences()[2].substr(0, 11), "The harbour") << c.start;
    }
  }
}

TEST(Header, KindsOfLines) {
  struct Case {
    const char* line;
    Role role;
  };
  for (const Case& c : {
           Case{"Image caption The pier in 1998", Role::kCaption},
           {"The pier at dawn. (Photo: Anna Smith)", Role::kCaption},
           {"The pier at dawn, March 2, 2018. (Anna Smith/Reuters)", Role::kCaption},
           {"Photograph: Anna Smith/Getty Images", Role::kCaption},
           {"Enlarge this image toggle caption Anna Smith/AP Anna Smith/AP", Role::kCaption},
           {"Media playback is unsupported on your device", Role::kCaption},
           {"Advertisement", Role::kFurniture},
           {"ADVERTISEMENT", Role::kFurniture},
           {"Read more: what went wrong at the pier", Role::kFurniture},
           {"Related: The pier in pictures", Role::kFurniture},
           {"Share this article", Role::kFurniture},
           {"Sign up for our morning briefing", Role::kFurniture},
           {"Follow us on Facebook", Role::kFurniture},
           {"Copyright 2019 The Harbour Times. All rights reserved.", Role::kFurniture},
           {"All rights reserved.", Role::kFurniture},
           {"Click here for more", Role::kFurniture},
           {"Subscribe to the Harbour Times", Role::kFurniture},
           {"6 years ago", Role::kStamp},
           {"- The south pier stays open", Role::kListItem},
           {"• Ferries leave from the quay", Role::kListItem},
           {"* Parking is free", Role::kListItem},
           {"1. Check the timetable", Role::kListItem},
           {"What the engineers found", Role::kSubheading},
           {"'A sorry state'", Role::kSubheading},
           {"What happens next?", Role::kSubheading},
           {"\"We are sorry,\" she said", Role::kParagraph},
           {"Nobody was hurt.", Role::kParagraph},
           {"Read more books, the minister told them.", Role::kParagraph},
           {"Related parties, the audit found, were paid twice.", Role::kParagraph},
           {"(Reporting by Anna Smith; Editing by Tom Roe)", Role::kByline},
       }) {
    const Cut cut("North pier to close\n\n" + kBody + "\n\n" + c.line + "\n\n" + kBody);
    ASSERT_EQ(cut.Roles().size(), 6u) << c.line;
    EXPECT_EQ(cut.Roles()[3], c.role) << c.line;
    cut.ExpectWhole();
  }
}

TEST(Header, ManyShortLinesAreATableNotHeadings) {
  const Cut cut("Results\n\n" + kBody +
                "\n\nRovers 2 United 1\n\nCity 0 Town 0\n\nAlbion 3 Vale 1\n\n" + kBody);
  for (size_t i = 3; i < 6; ++i) EXPECT_EQ(cut.Roles()[i], Role::kParagraph);
}

TEST(Blocks, HardWrappedLinesAreOneParagraph) {
  const Cut cut(
      "North pier to close\n\n"
      "The harbour board will close the north pier for nine weeks\n"
      "from Monday after engineers found cracks in two of its\n"
      "oldest piles, its chairman said. Ships will be sent to the\n"
      "south pier.\n\n"
      "- first item\n"
      "- second item\n\n"
      "The board meets again in May. It has said nothing of what\n"
      "the work will cost.\n");
  EXPECT_EQ(cut.Blocks().size(), 5u);
  EXPECT_EQ(cut.Sentences()[1].substr(0, 22), "The harbour board will");
  EXPECT_EQ(cut.Sentences()[2], "Ships will be sent to the\nsouth pier.");
}

TEST(Blocks, ALineCanBeAParagraph) {
  const std::string paragraph = kBody.substr(0, kBody.find('\n'));
  const Cut cut("North pier to close\n" + paragraph + "\n" + paragraph +
                "\nShips were sent away.\n" + paragraph);
  EXPECT_EQ(cut.Blocks().size(), 5u);
  EXPECT_EQ(cut.Of(cut.segments().header.headline), "North pier to close");
}

TEST(Blocks, ALineThatEndsInTheMiddleOfAPhraseGoesOn) {
  const Cut cut(
      "The nurses will walk out on Tuesday, said the Royal College of\nNursing (RCN).\n"
      "Nobody at the ministry would say\nWhat comes next is unclear.\n");
  EXPECT_EQ(cut.Blocks(), (std::vector<std::string>{
                              "The nurses will walk out on Tuesday, said the Royal College of\n"
                              "Nursing (RCN).",
                              "Nobody at the ministry would say", "What comes next is unclear."}));
}

TEST(Blocks, WrappedLinesWithBlankOnesBetween) {
  std::string text = "North pier to close\n\n";
  for (const char* line : {"The harbour board will close the north pier for nine weeks",
                           "from Monday after engineers found cracks in two of its",
                           "oldest piles, its chairman said on Sunday as he opened the",
                           "boat show, which he had no wish to spoil with bad news of",
                           "any sort, as he told a reporter who had asked him whether",
                           "the pier was safe to walk on, and for how long it would be", "shut."}) {
    text += line;
    text += "\n\n";
  }
  EXPECT_EQ(Cut(text).Blocks().size(), 2u);
}

TEST(Blocks, NothingAtAll) {
  for (const char* text : {"", " ", "\n\n\n", "\t\n"}) {
    const Cut cut(text);
    EXPECT_TRUE(cut.segments().tokens.empty());
    EXPECT_TRUE(cut.segments().blocks.empty());
  }
}

TEST(Segments, TokenAt) {
  const Cut cut("One two.");
  EXPECT_EQ(cut.segments().TokenAt(0), 0u);
  EXPECT_EQ(cut.segments().TokenAt(2), 0u);
  EXPECT_EQ(cut.segments().TokenAt(3), 1u);
  EXPECT_EQ(cut.segments().TokenAt(7), 2u);
  EXPECT_EQ(cut.segments().TokenAt(8), 3u);
}

}  // namespace
}  // namespace presscut::segment
