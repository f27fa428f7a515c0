"""The files a merchant brings (interfaces.md): columns, Chinese names, what is required."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.cli.importing.cells import moment, money, month, one_of, positive, text, truth, whole

if TYPE_CHECKING:
    from collections.abc import Callable

CAUSES = (
    "change_of_mind", "cannot_receive", "bought_other", "price_drop", "misuse",
    "out_of_stock", "late_dispatch", "quality_defect", "expired", "wrong_item", "missed_item",
    "not_as_described", "missing_invoice", "lost", "courier_service", "late_delivery",
    "stalled_tracking", "misrouted", "out_of_area", "damage", "disputed_sign_off", "wrong_address",
)  # fmt: skip
WISHES = ("refund", "return", "reship", "exchange", "keep", "wait", "redeliver")
REMEDIES = (
    "wait_with_gift", "redeliver", "change_address", "refund", "price_difference", "return_refund",
    "exchange", "reship", "reship_other_courier", "reship_ems", "replace_part",
    "keep_and_pay_difference", "invoice_copy", "diagnose", "none",
)  # fmt: skip
STATUSES = (
    "picked_up", "in_transit", "out_for_delivery", "arrived", "signed", "refused", "returning",
    "returned", "damaged", "lost", "misrouted", "out_of_area", "transferred", "wrong_address",
)  # fmt: skip
SIGNERS = ("customer", "third_party_with_consent", "third_party_without_consent")
PARTIES = ("customer", "merchant", "courier", "warehouse", "dealer", "staff")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its Chinese name and how its cells are read."""

    name: str
    chinese: str
    parse: Callable[[str], Any] = text


@dataclass(frozen=True, slots=True)
class File:
    """One file: its columns in order, the required ones, and the row's own time."""

    name: str
    columns: tuple[Column, ...]
    required: frozenset[str]
    at: str | None
    """Null where a row has no moment of its own: a bill's, which come last (D32)."""
    later: tuple[str, ...] = ()
    """Times inside a row that take effect when they pass."""

    def index(self, column: str) -> int:
        """Where a column stands in the canonical order."""
        return next(i for i, one in enumerate(self.columns) if one.name == column)


def _file(name: str, required: str, at: str, later: str, *columns: Column) -> File:
    return File(name, columns, frozenset(required.split()), at or None, tuple(later.split()))


ORDERS = _file(
    "orders", "order_no purchased_at sku quantity unit_price", "purchased_at", "succeeded_at",
    Column("order_no", "订单号"), Column("purchased_at", "下单时间", moment),
    Column("succeeded_at", "交易成功时间", moment), Column("customer_id", "客户编号"),
    Column("customer_class", "客户等级", one_of("A", "B", "C")), Column("name", "收件人"),
    Column("phone", "手机"), Column("province", "省份"), Column("address", "地址"),
    Column("dealer_id", "经销商编号"), Column("sku", "商品编码"), Column("product", "商品名称"),
    Column("liquid", "液体", truth), Column("quantity", "数量", positive),
    Column("unit_price", "单价", money), Column("unit_weight_g", "单件重量克", whole),
    Column("packaging_g", "包装重量克", whole),
)  # fmt: skip
PARCELS = _file(
    "parcels", "waybill kind order_no courier shipped_at", "shipped_at", "",
    Column("waybill", "运单号"), Column("kind", "类型", one_of("outbound", "return", "reship")),
    Column("order_no", "订单号"), Column("request_no", "售后单号"), Column("courier", "快递公司"),
    Column("shipped_at", "发货时间", moment), Column("freight", "运费", money),
    Column("picker", "拣货员"),
)  # fmt: skip
SCANS = _file(
    "scans", "waybill at status", "at", "",
    Column("waybill", "运单号"), Column("at", "时间", moment),
    Column("status", "状态", one_of(*STATUSES)), Column("place", "地点"),
    Column("signed_by", "签收人"), Column("weight_g", "重量克", whole),
    Column("fee", "转运费", money), Column("note", "备注"),
)  # fmt: skip
REQUESTS = _file(
    "requests", "request_no at order_no sku quantity cause", "at", "verified_at confirmed_at",
    Column("request_no", "售后单号"), Column("at", "申请时间", moment),
    Column("order_no", "订单号"),
    Column("sku", "商品编码"), Column("quantity", "数量", positive),
    Column("cause", "原因", one_of(*CAUSES)), Column("wish", "客户诉求", one_of(*WISHES)),
    Column("remedy", "处理方式", one_of(*REMEDIES)), Column("amount", "差价金额", money),
    Column("outer_package", "外包装", one_of("intact", "damaged")),
    Column("partly_good", "部分完好", truth), Column("photos", "照片数", whole),
    Column("outer_photo", "外包装照片", truth), Column("signed_by", "签收人", one_of(*SIGNERS)),
    Column("resellable", "可再售", truth), Column("complete", "配件齐全", truth),
    Column("small_quantity", "少量", truth), Column("verified_at", "核实时间", moment),
    Column("verified", "已核实", truth), Column("confirmed_at", "客户确认时间", moment),
    Column("agent", "客服"), Column("note", "备注"),
)  # fmt: skip
INSPECTIONS = _file(
    "inspections", "waybill received_at sku quantity condition", "received_at", "inspected_at",
    Column("waybill", "运单号"), Column("received_at", "收货时间", moment),
    Column("inspected_at", "验货时间", moment), Column("sku", "商品编码"),
    Column("quantity", "数量", positive),
    Column("condition", "状态", one_of("good", "damaged", "used", "missing")),
    Column("photos", "照片数", whole),
    Column("disposition", "处置", one_of("restock", "discount", "rework", "scrap")),
)  # fmt: skip
BILLS = _file(
    "bills", "courier period waybill kind", "", "",
    Column("courier", "快递公司"), Column("period", "月份", month), Column("waybill", "运单号"),
    Column("date", "日期", moment),
    Column("kind", "类型", one_of("outbound", "return", "reship", "transfer")),
    Column("weight_g", "重量克", whole), Column("freight", "运费", money),
    Column("fee", "转运费", money), Column("claim", "理赔金额", money),
)  # fmt: skip
VERDICTS = _file(
    "verdicts", "request_no at liable", "at", "",
    Column("request_no", "售后单号"), Column("at", "时间", moment),
    Column("liable", "责任方", one_of(*PARTIES)), Column("reason", "理由"),
)  # fmt: skip

INCIDENTS = _file(
    "incidents", "agent at kind", "at", "",
    Column("agent", "客服"), Column("at", "时间", moment), Column("request_no", "售后单号"),
    Column("kind", "类型", one_of("dispute", "bad_review")),
)  # fmt: skip

FILES = (ORDERS, PARCELS, SCANS, REQUESTS, INSPECTIONS, BILLS, VERDICTS, INCIDENTS)
"""In the order in which they are read; a row may name only what an earlier file brought."""

TIMED = (ORDERS, PARCELS, SCANS, INSPECTIONS, REQUESTS, VERDICTS, INCIDENTS)
"""The order of rows of one moment (interfaces.md, Files)."""

RANK = {file.name: rank for rank, file in enumerate(TIMED)}
