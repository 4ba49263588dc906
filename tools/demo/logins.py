"""Who can log in to the demo city, beside the administrator that every database has."""

from typing import NamedTuple

PASSWORD = "demo"  # no secret: a rehearsal database holds nothing but this city


class Login(NamedTuple):
    """A login with the role it plays; unit is the code of where the person works."""

    login: str
    role: str
    unit: str
    name: str
    title: str

    @property
    def who(self):
        """The words for the list of logins."""
        return f"{self.title} {self.name}"


PEOPLE = (
    Login("clerk", "window_clerk", "370811-BD", "孔晓明", "窗口人员（任城区不动产登记窗口）"),
    Login("liaison", "liaison", "370811-BD", "李雪梅", "联络员（任城区不动产登记窗口）"),
    Login("chief", "chief_representative", "370811-BD", "张建国", "首席代表（任城区不动产登记窗口）"),
    Login("supervisor", "supervisor", "370811", "王志强", "督查人员（任城区）"),
    Login("supervisor2", "supervisor", "370811", "刘静", "督查复核人员（任城区）"),
    Login("leader", "leader", "370811", "孟庆华", "县区领导（任城区）"),
    Login("office", "business_office", "370800-YW", "陈敏", "业务科室（济宁市）"),
    Login("city_supervisor", "supervisor", "370800", "赵海涛", "市级督查（济宁市）"),
    Login("city_supervisor2", "supervisor", "370800", "周丽娟", "市级督查复核人员（济宁市）"),
    Login("city_leader", "leader", "370800", "曾文博", "市级领导（济宁市）"),
    Login("intake", "intake", "370800", "办件接入", "业务系统接入（非人员）"),
)

LOGINS = [(person.login, PASSWORD, person.who) for person in PEOPLE]
