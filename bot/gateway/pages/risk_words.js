// The review queue's labels, Chinese and English side by side.

export const STATUS = {
  open: "未决 Open",
  listing: "待第二人确认 Awaiting second officer",
  cleared: "已放行 Cleared",
  refused: "已拒绝 Refused",
  listed: "已列入名单 Listed",
};
export const KIND = { application: "投保 Application", claim: "理赔 Claim" };
export const SIGNAL = {
  risk_insurers: "多家投保 Several insurers",
  risk_early_effective: "生效近且理赔多 Early start, claims",
  risk_income: "保额远超收入 Sum over income",
  risk_shared: "共用信息 Shared details",
  risk_places: "地区或机构 Area or institution",
  risk_waiting_period: "等待期刚过 After waiting period",
  risk_documents: "材料雷同 Look-alike documents",
  risk_blacklist: "名单命中 Blacklist hit",
};
export const IDENTIFIER = {
  person: "证件 Identity",
  company: "企业 Company",
  phone: "手机 Phone",
  device: "设备 Device",
  address: "地址 Address",
  account: "账户 Account",
  beneficiary: "受益人 Beneficiary",
  area: "地区 Area",
  institution: "机构 Institution",
};
export const ACTION = {
  "case.opened": "立案 Opened",
  "case.assigned": "分派 Assigned",
  "case.noted": "备注 Note",
  "case.cleared": "放行 Cleared",
  "case.refused": "拒绝 Refused",
  "case.listing_proposed": "提议列入名单 Listing proposed",
  "case.listing_rejected": "不同意列入 Listing rejected",
  "case.listed": "列入名单 Listed",
  "case.carried_out": "已执行 Carried out",
};
export const REASON = {
  fraudulent_claim: "欺诈理赔 Fraudulent claim",
  staged_accident: "制造事故 Staged accident",
  forged_documents: "伪造材料 Forged documents",
  identity_misuse: "冒用身份 Identity misuse",
  payment_fraud: "支付欺诈 Payment fraud",
  repeated_non_disclosure: "多次不如实告知 Repeated non-disclosure",
};
