"""How Chinese counts, where a list is numbered."""

ONE_TO_TEN = "一二三四五六七八九十"
