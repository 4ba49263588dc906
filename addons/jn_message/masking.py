"""Numbers as staff see them (decision D12)."""


def masked(number):
    """A number with its middle hidden; of a short one only the end is shown.

    >>> masked("+8613805370001"), masked("10086"), masked(False)
    ('138****0001', '***86', False)
    """
    if not number:
        return False
    local = number.removeprefix("+86")
    if len(local) < 8:
        return "*" * (len(local) - 2) + local[-2:]
    return f"{local[:3]}****{local[-4:]}"
