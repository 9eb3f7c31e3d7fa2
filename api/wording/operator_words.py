"""What the command line says when something is not in order, one sentence for each code."""

from api.language import Language
from api.rendering import refusal_sentence
from domain.errors import Parameter

SENTENCES = {
    "already_served": "这个数据目录正由另一个进程提供服务。请先停止它。",
    "commits_not_durable": "数据库没有打开同步提交，断电会丢数据。请打开 synchronous_commit。",
    "database_unreachable": "连不上数据库（%(database)s），或登录被拒绝。请核对地址和口令。",
    "folder_is_a_demo": "这是演示数据，账号的密码是公开的，不能正式使用。请换一个 TONGXIN_DATA。",
    "keyfile_damaged": "密钥文件已损坏。请放回备份。",
    "keyfile_missing": "找不到密钥文件。请放回这套数据最初使用的那一份。",
    "keyfile_not_protected": "密钥文件没有口令保护。请去掉 TONGXIN_KEYFILE_PASSPHRASE。",
    "keyfile_of_another_keystore": "这个密钥文件不是这套密钥库的。请放回原来的那一份。",
    "keyfile_owned_by_another": "密钥文件属于本机的其他用户。请改为由运行本程序的用户所有。",
    "keyfile_passphrase_needed": "密钥文件有口令。请设置 TONGXIN_KEYFILE_PASSPHRASE。",
    "keyfile_passphrase_wrong": "密钥文件的口令不对。",
    "keyfile_readable_by_others": "密钥文件可被其他用户读写。请把权限改为 0600。",
    "keys_beside_ledger": "密钥库和账本不能放在同一个库里。请给密钥库另一个地址。",
    "keys_missing": "账本里有事件，密钥库却是空的。请放回密钥库的备份。",
    "keystore_damaged": "密钥库不完整。请放回备份。",
    "keystore_of_another_ledger": "这个密钥库属于另一套账本。请核对两个地址。",
    "log_incomplete": "账本的计数和最后一条事件对不上。请停止使用，核对备份，再联系维护人员。",
    "log_unguarded": "账本缺少防改写的触发器。请运行 tongxin migrate，并查明是谁删除的。",
    "not_migrated": "数据库还没有建表。请先运行 tongxin migrate。",
    "owner_not_in_views_role": "所有者角色不是视图角色的成员。请先授予，再运行 tongxin migrate。",
    "role_may_rewrite": "当前数据库角色可以修改事件，不能用来提供服务。请换成只能追加的角色。",
    "role_missing": "数据库里没有这个角色：%(role)s。请先创建。",
    "schema_outdated": "数据库结构较旧。请先运行 tongxin migrate。",
    "schema_unknown": "数据库结构比本程序新，或不是本程序建的。请使用对应版本的程序。",
}


def operator_sentence(code: str, parameters: dict[str, Parameter]) -> str:
    """Return what a code means for the operator; refusals of requests have their usual words."""
    known = SENTENCES.get(code)
    if known is None:
        return refusal_sentence(code, parameters, Language.CHINESE)
    return known % {name: str(value) for name, value in parameters.items()}
