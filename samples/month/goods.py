"""What the shop sells: sku, name, price, weight in grams, whether it is liquid."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Product:
    """One article of the catalogue."""

    sku: str
    name: str
    price: str
    weight_g: int
    liquid: bool = False


CATALOGUE = (
    Product("NN-250-12", "纯牛奶250ml×12盒", "49.90", 3300, liquid=True),
    Product("NN-200-10", "酸牛奶200g×10盒", "59.80", 2300, liquid=True),
    Product("YR-1L", "燕麦奶1L", "19.90", 1080, liquid=True),
    Product("GZ-XC", "鲜橙汁1L", "15.80", 1060, liquid=True),
    Product("JG-1", "每日坚果750g", "89.00", 800),
    Product("BG-2", "苏打饼干礼盒", "36.50", 620),
    Product("NRG-500", "原味牛肉干500g", "78.00", 540),
    Product("XZ-3", "山楂条400g", "18.80", 430),
    Product("CW-WAN6", "骨瓷饭碗6只装", "69.00", 1450),
    Product("CW-PAN4", "釉下彩餐盘4只装", "88.00", 2100),
    Product("BL-BEI2", "高硼硅玻璃杯2只装", "29.90", 520),
    Product("CJ-DAO", "不锈钢餐具24件套", "129.00", 1680),
    Product("DQ-SH15", "电热水壶1.5L", "119.00", 1250),
    Product("DQ-JBJ", "养生破壁机", "399.00", 4200),
    Product("DQ-DFB", "迷你电饭煲2L", "169.00", 2350),
    Product("DQ-CFJ", "负离子吹风机", "139.00", 720),
    Product("JJ-MJ3", "纯棉毛巾3条装", "39.90", 360),
    Product("JJ-BWB", "保温杯500ml", "59.00", 410),
)
SOLID = tuple(product for product in CATALOGUE if not product.liquid)
LIQUID = tuple(product for product in CATALOGUE if product.liquid)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order."""

    product: Product
    quantity: int


def basket(rng: Random, *, liquid: bool | None) -> list[Line]:
    """One to three different products; `liquid` says what the first must be, None: either."""
    first = rng.choice({None: CATALOGUE, True: LIQUID, False: SOLID}[liquid])
    chosen = {first.sku: first}
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
        other = rng.choice(CATALOGUE if liquid is None else SOLID)
        chosen.setdefault(other.sku, other)
    return [Line(product, rng.choice((1, 1, 1, 2, 2, 3))) for product in chosen.values()]
