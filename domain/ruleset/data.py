"""By which numbers data handed to others, and data that leaked, is followed up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DataBounds:
    """Each with the law that asks for it; where that names no number, a policy default."""

    emergency_told_working_days: int
    """A family is told of what an emergency asked for. Law: promptly, 个人信息保护法 §18."""
    disclosures_kept_years: int
    """What was handed to others stays on record. Law: 网络数据安全管理条例 §12."""
    breach_authority_hours: int
    """From large on a breach is reported after its finding. Law: 国家网络安全事件报告管理办法."""


DATA_BOUNDS_1 = DataBounds(
    emergency_told_working_days=3, disclosures_kept_years=3, breach_authority_hours=4
)
