"""Somebody leaves: what hangs on them is asked for before they are archived."""

from .contract import Town


def test_who_leaves_hands_over_what_hangs_on_them(url, city, person):
    made = Town(url, city.db, "leave")
    case = made.dissatisfied()
    successor = made.person("newcomer", "liaison", made.other)
    [liaison] = made.admin("res.users", "search", domain=[("login", "=", made.login("liaison"))])
    page = person().login("admin", "admin").open(f"users/{liaison}").page
    page.click(".o_control_panel .o_cp_action_menus button:has(.fa-cog)")
    page.click(".o-dropdown--menu .dropdown-item:has-text('存档')")
    page.click(".modal footer button.btn-primary")  # Odoo's own question
    page.locator(".modal [name=successor_id] input").fill("newcomer")
    page.locator(".o-autocomplete--dropdown-item", has_text="newcomer").first.click()
    page.locator(".modal [name=work]", has_text="联络员").wait_for()  # the role that nobody else has
    page.click(".modal footer button[name=action_hand_over]")
    page.wait_for_selector(".modal", state="detached")
    assert not made.admin.read("res.users", liaison, "active")["active"]
    successor("jn.rectification", "log_call", ids=[made.latest(case, "rectification")], reached=True, note="已沟通")
