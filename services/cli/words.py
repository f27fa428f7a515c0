"""What tables are headed with, in Chinese and in English; data itself is never translated."""

from __future__ import annotations

LANGUAGES = ("zh", "en")

_WORDS: dict[str, tuple[str, str]] = {
    # The import's report.
    "import": ("导入", "Import"),
    "rows": ("行数", "Rows"),
    "new": ("新增", "New"),
    "unchanged": ("未变", "Unchanged"),
    "waiting": ("等待", "Waiting"),
    "rejected": ("拒绝", "Rejected"),
    "file": ("文件", "File"),
    "row": ("行", "Row"),
    "column": ("列", "Column"),
    "reason": ("原因", "Reason"),
    "ignored column": ("忽略的列", "ignored column"),
    # Accounts.
    "courier": ("快递", "Courier"),
    "warehouse": ("仓库", "Warehouse"),
    "dealer": ("经销商", "Dealer"),
    "agent": ("客服", "Agent"),
    "period": ("月份", "Month"),
    "status": ("状态", "Status"),
    "opening": ("期初", "Opening"),
    "freight": ("运费", "Freight"),
    "transfer_fees": ("转寄费", "Transfer fees"),
    "chargebacks": ("记账快递", "Chargebacks"),
    "adjustments": ("调整", "Adjustments"),
    "net": ("应付净额", "Net to pay"),
    "total": ("合计", "Total"),
    "couriers' months": ("快递月结", "Courier settlement"),
    "open": ("未结", "open"),
    "hold": ("待结", "on hold"),
    "closed": ("已结", "closed"),
    "reopened": ("重开", "reopened"),
    # Lines.
    "certain_at": ("确定时间", "Certain"),
    "kind": ("类别", "Kind"),
    "cost": ("费用", "Cost"),
    "waybill": ("运单号", "Waybill"),
    "case": ("售后单", "Case"),
    "order_no": ("订单号", "Order"),
    "rule": ("规则", "Rule"),
    "amount": ("金额", "Amount"),
    "sku": ("商品", "SKU"),
    "quantity": ("数量", "Qty"),
    "picker": ("拣货员", "Picker"),
    "transfer_fee": ("转寄费", "transfer fee"),
    "chargeback": ("记账", "chargeback"),
    "reversal": ("冲回", "reversal"),
    "adjustment": ("调整", "adjustment"),
    "goods": ("货款", "goods"),
    "outbound_freight": ("发货运费", "outbound freight"),
    "return_freight": ("退回运费", "return freight"),
    "reship_freight": ("补发运费", "reship freight"),
    "compensation": ("补偿", "compensation"),
    "refund": ("退款", "refund"),
    "parcels": ("件", "parcels"),
    # Refund tables.
    "refund tables": ("退款表", "Refund tables"),
    "table_at": ("退款时间", "Table of"),
    "customer_id": ("客户", "Customer"),
    "deducted": ("扣除", "Deducted"),
    "price_difference": ("差价", "price difference"),
    "postage": ("垫付邮费", "postage"),
    # A case.
    "facts": ("事实", "Facts"),
    "decision": ("决定", "Decision"),
    "remedy": ("处理", "Remedy"),
    "time": ("时间", "Time"),
    "type": ("事件", "Event"),
    "source": ("来源", "From"),
    "subject": ("对象", "About"),
    "detail": ("内容", "Detail"),
    "events": ("事件", "Events"),
    "nothing": ("没有记录", "Nothing is recorded."),
}


def word(name: str, language: str) -> str:
    """The word for a column, a kind or a status; the name itself where there is none."""
    words = _WORDS.get(name)
    return name if words is None else words[LANGUAGES.index(language)]
