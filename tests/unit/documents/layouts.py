# ruff: noqa: E501 - rows of a table
"""Documents set by hand: rows of cells, each with its place across the page in percent, and what a reader should find.

`10 姓名 | 40 性别` puts 姓名 at 10 % and 性别 at 40 %.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adapters.documents.pages import Line, Page, units

WIDE, EM, STEP = 1000.0, 16.0, 34.0


@dataclass(frozen=True)
class Layout:
    name: str
    kind: str
    rows: Sequence[str]
    fields: Mapping[str, str] = field(default_factory=dict)

    def cells(self) -> list[tuple[float, int, str]]:
        """Place across in percent, number of the row, text."""
        found = []
        for number, row in enumerate(self.rows):
            for cell in row.split(" | ") if row else ():
                place, _, text = cell.strip().partition(" ")
                found.append((float(place), number, text))
        return found

    def page(self) -> Page:
        """As the text of a PDF would come."""
        lines = [
            Line(text, x * WIDE / 100, 40 + row * STEP, x * WIDE / 100 + units(text) * EM, 40 + row * STEP + EM * 1.2)
            for x, row, text in self.cells()
        ]
        return Page(tuple(lines), WIDE, 80 + len(self.rows) * STEP, typed=True)


LAYOUTS = [
    Layout("electronic outpatient invoice", "medical_invoice", [
        "30 浙江省医疗门诊收费票据(电子)",
        "5 票据代码:33060124 | 60 票据号码:0081234567",
        "5 交款人统一社会信用代码:33010219*******12 | 60 校验码:a1b2c3",
        "5 交款人:王小明 | 60 开票日期:2026-03-05",
        "5 项目名称 | 25 数量/单位 | 38 金额(元) | 52 项目名称 | 70 数量/单位 | 83 金额(元)",
        "5 西药费 | 25 1/项 | 38 320.50 | 52 检查费 | 70 1/次 | 83 1,200.00",
        "5 挂号费 | 25 1/次 | 38 19.50 | 52 化验费 | 70 2/次 | 83 320.00",
        "5 金额合计(大写)壹仟捌佰陆拾元整 | 60 (小写)1,860.00",
        "5 业务流水号:2603050012 | 40 门诊号:M00123 | 70 就诊日期:20260305",
        "5 医疗机构类型:综合医院 | 40 医保类型:城镇职工 | 70 性别:男",
        "5 医保统筹基金支付:1,000.00 | 40 其他支付:0.00 | 70 个人账户支付:200.00",
        "5 个人现金支付:660.00 | 40 个人自付:560.00 | 70 个人自费:100.00",
        "5 收款单位(章):杭州市第一人民医院 | 50 复核人:张三 | 75 收款人:李四",
    ], {"name": "王小明", "invoice_number": "0081234567", "date": "2026-03-05", "amount": "1860.00", "social_insurance_paid": "1000.00",
        "own_expense": "100.00", "hospital": "杭州市第一人民医院", "visit": "outpatient", "currency": "CNY", "sex": "male"}),
    Layout("paper inpatient receipt", "medical_invoice", [
        "25 广东省医疗住院收费票据",
        "5 NO. 1234567890 | 60 2026年2月18日",
        "5 姓名 陈美丽 | 30 性别 女 | 50 住院号 00345678 | 75 科别 骨科",
        "5 住院日期 2026年2月1日至2026年2月15日 | 60 住院天数 14",
        "5 项目 | 30 金额 | 50 项目 | 75 金额",
        "5 床位费 | 30 560.00 | 50 手术费 | 75 3,800.00",
        "5 西药费 | 30 2,240.35 | 50 材料费 | 75 2,000.00",
        "5 合计(大写) 捌仟陆佰元叁角伍分 | 60 ¥8,600.35",
        "5 预缴金额 9,000.00 | 35 补缴金额 0.00 | 65 退费金额 399.65",
        "5 统筹支付 5,000.00 | 35 个人账户支付 0.00 | 65 个人自付 3,600.35",
        "5 收款单位(盖章) 佛山市中医院 | 65 收款人 何云",
    ], {"name": "陈美丽", "invoice_number": "1234567890", "date": "2026-02-18", "amount": "8600.35", "admission_date": "2026-02-01",
        "discharge_date": "2026-02-15", "visit": "inpatient", "hospital": "佛山市中医院", "sex": "female"}),
    Layout("VAT invoice of a clinic", "medical_invoice", [
        "30 电子发票(普通发票)",
        "60 发票号码:26332000000123456789",
        "60 开票日期:2026年04月12日",
        "3 购买方信息 | 16 名称:刘洋 | 48 销售方信息 | 61 名称:上海美好口腔门诊部有限公司",
        "5 项目名称 | 30 规格型号 | 45 单位 | 55 数量 | 65 单价 | 80 金额",
        "5 *医疗服务*洁牙 | 45 次 | 55 1 | 65 680.00 | 80 680.00",
        "5 价税合计(大写) 陆佰捌拾圆整 | 60 (小写)¥680.00",
        "5 开票人:赵敏",
    ], {"name": "刘洋", "invoice_number": "26332000000123456789", "date": "2026-04-12", "amount": "680.00"}),
    Layout("English hospital bill", "medical_invoice", [
        "30 BANGKOK GENERAL HOSPITAL",
        "35 INVOICE",
        "5 Patient Name: ZHANG SAN | 60 Invoice No.: INV-2026-00871",
        "5 Date of Birth: 12 May 1988 | 60 Invoice Date: 03 March 2026",
        "5 Description | 50 Qty | 65 Unit Price | 82 Amount",
        "5 Emergency consultation | 50 1 | 65 120.00 | 82 120.00",
        "5 X-ray left wrist | 50 2 | 65 85.00 | 82 170.00",
        "60 Subtotal | 82 290.00",
        "60 Total Amount Due | 80 USD 290.00",
    ], {"name": "ZHANG SAN", "invoice_number": "INV-2026-00871", "date": "2026-03-03", "amount": "290.00", "currency": "USD"}),
    Layout("outpatient record", "outpatient_record", [
        "25 南京鼓楼医院门诊病历",
        "5 姓名:李娜 | 30 性别:女 | 50 年龄:34岁 | 70 科别:呼吸内科",
        "5 就诊日期:2026年1月9日 10:25 | 60 门诊号:2026010912",
        "5 主诉:咳嗽、发热3天。",
        "5 现病史:患者3天前受凉后出现咳嗽,体温最高38.9℃。",
        "5 既往史:否认高血压、糖尿病史。",
        "5 查体:咽部充血,双肺呼吸音粗。",
        "5 初步诊断:急性支气管炎",
        "5 处理:1.血常规 2.阿奇霉素口服",
        "60 医师签名:周强",
    ], {"name": "李娜", "sex": "female", "date": "2026-01-09", "diagnosis": "急性支气管炎", "hospital": "南京鼓楼医院"}),
    Layout("discharge summary", "discharge_summary", [
        "30 四川大学华西医院",
        "40 出院小结",
        "5 姓名 张伟 | 25 性别 男 | 45 年龄 45岁 | 65 住院号 00987654",
        "5 入院日期 2026-01-02 | 40 出院日期 2026-01-12 | 75 住院天数 10天",
        "5 入院诊断:右侧股骨颈骨折",
        "5 诊疗经过:入院后完善检查,行人工股骨头置换术,术后恢复良好。",
        "5 出院诊断:",
        "8 1.右侧股骨颈骨折",
        "8 2.高血压病2级",
        "5 出院医嘱:休息一个月,门诊随访。",
        "60 医师签名:孙立",
    ], {"name": "张伟", "admission_date": "2026-01-02", "discharge_date": "2026-01-12", "diagnosis": "右侧股骨颈骨折; 高血压病2级",
        "hospital": "四川大学华西医院"}),
    Layout("diagnosis certificate", "diagnosis_certificate", [
        "30 武汉同济医院",
        "35 疾病诊断证明书",
        "5 姓名:赵丽 | 30 性别:女 | 50 年龄:28 | 70 科室:眼科",
        "5 诊断:右眼视网膜脱离",
        "5 建议:休息两周,门诊复查。",
        "60 医师签名:钱进",
        "60 2026年5月20日",
        "5 (未盖章无效)",
    ], {"name": "赵丽", "diagnosis": "右眼视网膜脱离", "hospital": "武汉同济医院", "date": "2026-05-20"}),
    Layout("itemised bill", "itemised_bill", [
        "25 北京协和医院住院病人费用清单",
        "5 姓名:周涛 | 30 住院号:112233 | 60 费用日期:2026-02-01至2026-02-03",
        "5 项目名称 | 35 规格 | 48 单价 | 60 数量 | 75 金额",
        "5 床位费 | 35 日 | 48 80.00 | 60 3 | 75 240.00",
        "5 头孢呋辛注射液 | 35 0.75g | 48 35.50 | 60 6 | 75 213.00",
        "5 静脉输液 | 35 次 | 48 15.00 | 60 3 | 75 45.00",
        "60 合计 | 75 498.00",
    ], {"name": "周涛", "amount": "498.00", "hospital": "北京协和医院"}),
    Layout("delay certificate in sentences", "delay_certificate", [
        "35 航班延误证明",
        "5 兹证明旅客林峰(身份证号:110101199003074610)乘坐我公司2026年3月8日",
        "5 CA1831航班(北京首都-上海虹桥),原定15:30起飞,因流量控制原因,",
        "5 实际19:20起飞,延误3小时50分钟。特此证明。",
        "60 中国国际航空股份有限公司",
        "60 2026年3月9日",
    ], {"name": "林峰", "flight": "CA1831", "date": "2026-03-08", "delay_minutes": "230", "cancelled": "no",
        "id_number": "110101199003074610"}),
    Layout("delay certificate as a table", "delay_certificate", [
        "30 不正常航班证明",
        "5 旅客姓名 | 30 吴迪 | 55 航班号 | 75 MU5137",
        "5 航班日期 | 30 2026-06-01 | 55 航段 | 75 上海-北京",
        "5 计划起飞时间 | 30 08:00 | 55 实际起飞时间 | 75 12:35",
        "5 不正常原因 | 30 天气",
    ], {"name": "吴迪", "flight": "MU5137", "date": "2026-06-01", "delay_minutes": "275"}),
    Layout("airline letter", "delay_certificate", [
        "5 TO WHOM IT MAY CONCERN",
        "30 FLIGHT DELAY CERTIFICATE",
        "5 This is to certify that Mr. John Smith was booked on flight SQ833 on 14 March 2026",
        "5 from Shanghai to Singapore. The flight was delayed by 5 hours 20 minutes",
        "5 due to technical reasons.",
        "5 Singapore Airlines",
    ], {"name": "John Smith", "flight": "SQ833", "date": "2026-03-14", "delay_minutes": "320", "cancelled": "no"}),
    Layout("cancelled flight", "delay_certificate", [
        "30 航班取消证明",
        "5 旅客姓名:何平 | 50 航班号:CZ3101",
        "5 航班日期:2026年7月2日",
        "5 因台风原因,该航班已取消,特此证明。",
    ], {"flight": "CZ3101", "cancelled": "yes", "date": "2026-07-02", "name": "何平"}),
    Layout("boarding pass", "boarding_pass", [
        "5 登机牌 BOARDING PASS | 70 中国东方航空",
        "5 姓名 NAME | 35 航班 FLIGHT | 55 日期 DATE | 75 座位 SEAT",
        "5 ZHANG/SANFENG | 35 MU5101 | 55 2026-03-05 | 75 12A",
        "5 登机口 GATE | 35 登机时间 BDT | 55 始发 FROM | 75 目的地 TO",
        "5 C23 | 35 07:25 | 55 SHA | 75 PEK",
    ], {"name": "ZHANG/SANFENG", "flight": "MU5101", "date": "2026-03-05"}),
    Layout("irregularity report", "property_irregularity_report", [
        "20 行李运输事故记录 PROPERTY IRREGULARITY REPORT",
        "5 查询编号 FILE REFERENCE: PEKCA12345",
        "5 旅客姓名 PASSENGER NAME: WANG/LEI",
        "5 航班/日期 FLIGHT/DATE: CA982 / 2026-03-11",
        "5 行李牌号 BAGGAGE TAG: CA123456",
        "5 事故类型: 行李延误",
        "5 颜色/型号 BK22",
    ], {"name": "WANG/LEI", "flight": "CA982", "date": "2026-03-11", "baggage_tag": "CA123456", "report_number": "PEKCA12345", "matter": "delayed"}),
    Layout("receipt of the police", "police_report", [
        "35 报警回执",
        "5 编号:沪公(浦)受案字[2026]12345号",
        "5 报警人:孙悦 | 50 报警时间:2026年4月3日21时10分",
        "5 简要案情:报警人称其手机在地铁被盗。",
        "60 上海市公安局浦东分局陆家嘴派出所",
    ], {"name": "孙悦", "date": "2026-04-03"}),
    Layout("driving licence", "driving_licence", [
        "25 中华人民共和国机动车驾驶证",
        "5 Driving License of the People's Republic of China",
        "5 证号 | 25 110101199003074610",
        "5 姓名 Name | 30 林峰 | 55 性别 Sex | 75 男 | 80 国籍 | 90 中国",
        "5 住址 Address | 30 北京市东城区某街1号",
        "5 出生日期 | 30 1990-03-07",
        "5 初次领证日期 | 30 2012-05-01",
        "5 准驾车型 Class | 30 C1",
        "5 有效期限 | 30 2018-05-01 至 2028-05-01",
    ], {"name": "林峰", "id_number": "110101199003074610", "birth": "1990-03-07", "sex": "male", "licence_class": "C1", "valid_until": "2028-05-01"}),
    Layout("bank card", "bank_card", [
        "5 招商银行 CHINA MERCHANTS BANK",
        "70 借记卡",
        "10 6225 7500 0000 0006",
        "10 VALID THRU 12/29",
        "70 UnionPay 银联",
    ], {"bank": "招商银行", "card_number": "6225750000000006", "valid_until": "2029-12"}),
    Layout("death certificate", "death_certificate", [
        "25 居民死亡医学证明(推断)书",
        "5 死者姓名 | 20 郑和平 | 40 性别 | 50 男 | 60 民族 | 70 汉",
        "5 证件号码 | 25 110101199003074610 | 60 出生日期 | 78 1990年3月7日",
        "5 死亡日期 | 25 2026年1月30日 | 60 死亡地点 | 78 医疗卫生机构",
        "5 直接死因 | 25 急性心肌梗死",
        "5 医疗机构(盖章):北京安贞医院",
    ], {"name": "郑和平", "sex": "male", "death_date": "2026-01-30", "cause": "急性心肌梗死", "hospital": "北京安贞医院", "birth": "1990-03-07"}),
    Layout("front of an identity card", "identity_card", [
        "5 姓名 林峰", "5 性别 男 | 30 民族 汉", "5 出生 1990 年 3 月 7 日", "5 住址 北京市东城区某街1号", "",
        "5 公民身份号码 110101199003074610",
    ], {"name": "林峰", "sex": "male", "birth": "1990-03-07", "id_number": "110101199003074610"}),
    Layout("back of an identity card", "identity_card", [
        "30 中华人民共和国", "30 居民身份证", "", "20 签发机关 北京市公安局东城分局", "20 有效期限 2016.03.05-2036.03.05",
    ], {"valid_until": "2036-03-05"}),
]  # fmt: skip
