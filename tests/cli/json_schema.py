"""As much of JSON Schema (draft 2020-12) as the record's schema uses, so that the tests need no package.

    errors(record, schema)                 "dates[0].start: …", one string a finding
"""

TYPES = {
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "null": lambda v: v is None,
}
KNOWN = {"$schema", "$defs", "$ref", "title", "description", "type", "enum", "minimum", "anyOf", "required", "properties",
         "additionalProperties", "items"}


def _resolve(schema, root):
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema


def errors(value, schema, root=None, place=""):
    root = schema if root is None else root
    schema = _resolve(schema, root)
    unknown = set(schema) - KNOWN
    if unknown:
        return [f"{place}: the validator does not know {sorted(unknown)}"]
    if "anyOf" in schema:
        if any(not errors(value, branch, root, place) for branch in schema["anyOf"]):
            return []
        return min((errors(value, branch, root, place) for branch in schema["anyOf"]), key=len)
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(TYPES[t](value) for t in types):
        return [f"{place}: {value!r} is no {' or '.join(types)}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{place}: {value!r} is none of {schema['enum']}")
    if "minimum" in schema and value is not None and value < schema["minimum"]:
        found.append(f"{place}: {value} is below {schema['minimum']}")
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        found += [f"{place}.{key}: is missing" for key in schema.get("required", []) if key not in value]
        for key, inner in value.items():
            if key in properties:
                found += errors(inner, properties[key], root, f"{place}.{key}")
            elif schema.get("additionalProperties") is False:
                found.append(f"{place}.{key}: is not described")
    if isinstance(value, list) and "items" in schema:
        for index, inner in enumerate(value):
            found += errors(inner, schema["items"], root, f"{place}[{index}]")
    return found


def key_order(schema):
    """{object: its keys in order}; "" is the record itself."""
    order = {"": list(schema["properties"])}
    order |= {name: list(inner["properties"]) for name, inner in schema["$defs"].items()}
    return order


def out_of_order(value, schema, order, name="", place=""):
    """Every object whose keys do not stand in the schema's order."""
    if not isinstance(value, dict):
        return []
    found = [] if list(value) == order[name] else [f"{place}: {list(value)}, not {order[name]}"]
    properties = (schema["$defs"][name] if name else schema)["properties"]
    for key, inner in value.items():
        described = properties.get(key, {})
        reference = next((s["$ref"] for s in (described, described.get("items", {}), *described.get("anyOf", []))
                          if "$ref" in s), None)
        if reference is None:
            continue
        inner_name = reference.removeprefix("#/$defs/")
        for element in inner if isinstance(inner, list) else [inner]:
            found += out_of_order(element, schema, order, inner_name, f"{place}.{key}")
    return found
