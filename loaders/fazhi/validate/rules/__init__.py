"""The rules, one file a family; `fazhi.validate.rule.rules()` finds them all."""
