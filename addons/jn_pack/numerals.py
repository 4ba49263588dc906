"""How a Chinese regulation counts its articles: a matter of the language, not of any one regulation."""

DIGITS = "零一二三四五六七八九"


def article_number(number):
    """The name of an article below 100.

    >>> [article_number(n) for n in (7, 10, 15, 20, 42)]
    ['第七条', '第十条', '第十五条', '第二十条', '第四十二条']
    """
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return f"第{head}{DIGITS[ones] if ones or not tens else ''}条"
