"""Of what each standing holds: at which place, or for which child or case."""

from collections.abc import Mapping

from domain.access.table import Standing

WHERE_STANDINGS_HOLD: Mapping[Standing, str] = {
    Standing.CLASS_TEACHER: "自己任班主任的班级的孩子",
    Standing.SCHOOL_LEADER: "任职学校的孩子、班级和人员；个案要送到本人手上才看得到",
    Standing.VILLAGE_DIRECTOR: "住在任职的村（社区）的孩子",
    Standing.TOWNSHIP_SUPERVISOR: "任职的镇（街道）各村、各校的孩子",
    Standing.COUNTY_OFFICER: "本县区的孩子、机构和人员；个案要送到本人手上才看得到",
    Standing.BUREAU_OFFICER: "全市的机构和人员；个案要送到本人手上才看得到",
    Standing.AUDITOR: "任职单位及以下：在县区只到本县区，在市级到全市",
    Standing.SYSTEM_ADMINISTRATOR: "任职单位及以下的机构、人员和账号",
    Standing.LEAD_MENTOR: "结对中、由本人主责的孩子",
    Standing.MENTOR: "结对中的孩子",
    Standing.VOLUNTEER_MENTOR: "结对中的孩子，违法犯罪记录查询没有过期",
    Standing.MADE_THE_CONTACT: "本人做的那一次家访或谈心",
    Standing.CRISIS_LEAD: "任职学校的个案",
    Standing.HEALTH_VICE_PRINCIPAL: "任职学校的个案",
    Standing.COUNTY_DUTY_OFFICER: "本县区的个案",
    Standing.HOSPITAL_LIAISON: "转介到本院的个案",
    Standing.PSYCHOLOGY_TEACHER: "任职学校的个案",
    Standing.LAW_VICE_PRINCIPAL: "任职学校；孩子的档案要另经批准",
    Standing.CIVIL_AFFAIRS_OFFICER: "本县区的孩子",
    Standing.EDUCATION_OFFICER: "本县区的孩子",
    Standing.HEALTH_OFFICER: "本县区的转介进度",
    Standing.INSPECTOR: "任职单位及以下；孩子的档案要另经批准",
    Standing.PRIVACY_OFFICER: "任职单位及以下的孩子，为答复请求和处置信息泄露",
    Standing.SECURITY_ADMINISTRATOR: "任职单位及以下的账号和安全事件",
    Standing.NEXT_IN_LINE: "送到本人手上的那一个个案；别人接手后只开放几天",
    Standing.RAISED_THE_CONCERN: "本人上报的那一次担心",
    Standing.OUTSIDE_OFFICER: "凭链接和代码打开的那一份报告",
    Standing.GRANTED_ACCESS: "批准的那一个孩子、那些分区，到期为止",
    Standing.BROKE_GLASS: "紧急打开的那一个孩子，到时为止",
}
