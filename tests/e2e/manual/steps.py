"""What is done at a screen before its picture is taken."""

FORM = ".modal:not(.o_inactive_modal) .modal-footer .btn"
NUMBER = "138 0537 8888"


def press(event):
    """Press a step of the process and wait for its form."""
    return click(f"button[data-event={event}]")


def click(selector):
    """Press something that opens a form."""

    def step(person):
        person.page.locator(selector).first.click()
        person.page.wait_for_selector(FORM)

    return step


def new(person):
    """Begin a new record."""
    person.page.click(".o_list_button_add, .o-kanban-button-new")
    person.page.wait_for_selector(".o_form_view .o_form_editable")


def try_a_number(person):
    """Try a number at the counter."""
    click(".o_control_panel button:has-text('测试号码')")(person)
    person.fill("phone", NUMBER).page.click(".modal footer button[name=action_begin]")
    person.page.wait_for_selector("button[name=action_look_again]")


def confirm_many(person):
    """Tick two reports of the list and open the form that signs them."""
    for row in range(2):
        person.page.locator(".o_data_row .o_list_record_selector input").nth(row).check()
    click("button:has-text('批量确认报告')")(person)


def choose_bad(person):
    """Choose the worst level, which asks for reasons."""
    person.page.click("label[for$='-1']")


def rate_bad(person):
    """Say what was wrong and go on to the confirming step."""
    choose_bad(person)
    person.page.check("input[value=slow]")
    person.page.fill("textarea[name=comment]", "等了快一个小时，没有人说明原因。")
    person.page.click("form:has(textarea) button.main")
    person.page.wait_for_selector("button[name=confirm]")
