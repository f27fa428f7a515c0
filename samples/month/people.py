"""Customers, their addresses, and the people who serve them; all of them made up."""

from dataclasses import dataclass
from random import Random

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余"
GIVEN = (
    "伟 芳 娜 敏 静 丽 强 磊 洋 艳 勇 军 杰 娟 涛 明 超 秀英 桂兰 建国 雨桐 子涵 梓萱 浩然 "
    "一诺 欣怡 宇轩 俊杰 思远 晓燕 海燕 志强 文博 佳琪 嘉怡 雪梅 春梅 国庆 立新 小红"
).split()
NEAR = {
    "上海": ("浦东新区张杨路", "徐汇区漕溪北路", "闵行区七莘路", "杨浦区国定路"),
    "江苏": ("南京市鼓楼区中山路", "苏州市姑苏区人民路", "无锡市梁溪区中山路"),
    "浙江": ("杭州市西湖区文三路", "宁波市海曙区中山西路", "温州市鹿城区车站大道"),
}
ELSEWHERE = {
    "北京": ("朝阳区建国路", "海淀区中关村大街", "丰台区南三环西路"),
    "广东": ("广州市天河区体育西路", "深圳市南山区科苑路", "东莞市南城区鸿福路"),
    "四川": ("成都市锦江区春熙路", "绵阳市涪城区临园路"),
    "湖北": ("武汉市洪山区珞喻路", "宜昌市西陵区东山大道"),
    "山东": ("济南市历下区泉城路", "青岛市市南区香港中路"),
    "河南": ("郑州市金水区花园路", "洛阳市涧西区南昌路"),
    "福建": ("厦门市思明区湖滨南路", "福州市鼓楼区五四路"),
    "湖南": ("长沙市岳麓区麓山路", "株洲市天元区长江北路"),
    "辽宁": ("沈阳市和平区太原街", "大连市中山区人民路"),
    "陕西": ("西安市雁塔区小寨西路",),
}
REMOTE = {
    "新疆": ("乌鲁木齐市天山区解放南路", "昌吉市延安北路"),
    "内蒙古": ("呼和浩特市赛罕区大学东街", "包头市昆都仑区钢铁大街"),
    "甘肃": ("兰州市城关区东岗西路",),
}
PLACES = {**NEAR, **ELSEWHERE, **REMOTE}
PROVINCES = [*list(NEAR) * 6, *list(ELSEWHERE) * 3, *REMOTE]
AGENTS = ("客服小雅", "客服阿明", "客服晓彤", "客服佳佳", "客服大鹏")
PICKERS = ("拣货01", "拣货02", "拣货03", "拣货04", "拣货05", "拣货06")
DEALERS = ("JXS001", "JXS002", "JXS003")


@dataclass(frozen=True, slots=True)
class Customer:
    """Who ordered, and where it goes."""

    number: str
    customer_class: str
    name: str
    phone: str
    province: str
    address: str


def customer(rng: Random, *, near: bool) -> Customer:
    """Anybody; near the warehouse when the parcel has to arrive soon."""
    province = rng.choice(list(NEAR) if near else PROVINCES)
    place, building = rng.choice(PLACES[province]), rng.randrange(1, 30)
    return Customer(
        number=f"TB{rng.randrange(10**7, 10**8)}",
        customer_class=rng.choice("ABBCCCC"),
        name=rng.choice(SURNAMES) + rng.choice(GIVEN),
        phone=f"{rng.choice(('138', '139', '150', '158', '186', '187'))}{rng.randrange(10**8):08}",
        province=province,
        address=f"{place}{rng.randrange(1, 400)}号{building}栋{rng.randrange(101, 2004)}室",
    )


def transit_days(rng: Random, province: str) -> float:
    """1–2 days nearby, 3–4 elsewhere, 5–7 in the far provinces (R404)."""
    if province in NEAR:
        return rng.uniform(0.9, 2.0)
    return rng.uniform(4.8, 6.6) if province in REMOTE else rng.uniform(2.6, 4.0)
