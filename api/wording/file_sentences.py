"""Why a file is no list that can be read, and what to do."""

FILES = {
    "file_missing": "还没有选文件。请先选一个文件，再上传。",
    "file_damaged": "文件已损坏，或不是文字。请在表格软件里打开，另存为 .xlsx 再试。",
    "file_cannot_be_read": "这个文件读不下来：可能已损坏，或者表格的范围太大。"
    "请把有内容的行和列复制到一个新的表格里，另存为 .xlsx 再试。",
    "file_empty": "文件是空的。请核对是不是选错了文件。",
    "file_password_protected": "文件有密码。请去掉密码，另存一份再试。",
    "file_too_large": "文件太大，最多 20 MB。请分成几个文件。",
    "file_with_macros": "文件带有宏，不能读取。请另存为 .xlsx（不带宏）再试。",
    "file_wrong_extension": "文件的内容和扩展名不符。请另存为 .xlsx 或 .csv 再试。",
    "not_a_roster": "没有找到名单。请核对表头里有没有“姓名”，以及性别、出生日期这样的列。",
    "not_a_staff_list": "没有找到人员名单。请核对表头里有没有“姓名”“单位”和“岗位”。",
    "not_a_screening_list": "没有找到筛查结果。请核对表头里有没有“姓名”“量表”“日期”和“结果”。",
    "list_holds_answers": "名单里有得分、答题或诊断的列，不能收。请先删掉这些列，再上传。",
    "several_screening_sheets": "有几个工作表都有学生姓名。请每个工作表另存为一个文件再上传。",
    "too_many_results": "行太多，一个文件最多 5,000 行。请按年级分成几个文件。",
    "too_many_staff": "人太多，一个文件最多 3,000 人。请分成几个文件。",
    "too_many_rows": "行数太多，一个文件最多 20,000 行。请分成几个文件。",
    "too_many_columns": "列数太多，一张表最多 300 列。请删去名单右边不用的格子。",
}
