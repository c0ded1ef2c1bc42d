/** The page's own labels, Chinese and English side by side. What the bot says is in domain.yml. */

const STRINGS = {
  name: ["灵保", "Lingbao"],
  tagline: ["聊着天，把保险看明白、买明白", "Insurance made clear, in a chat"],
  my_policies: ["我的保单", "My policies"],
  human: ["转人工", "Human advisor"],
  say_policies: ["我的保单", "my policies"],
  say_human: ["转人工", "Talk to a person"],
  intro_label: ["怎么开始", "How to begin"],
  intro_title: ["说说你想保什么", "Tell me what to protect"],
  intro_text: [
    "用平常的话说就行：给谁保、多大年纪、担心什么、预算多少。也可以点一句试试：",
    "In your own words: for whom, how old, what worries you, what budget. Or tap one to try:",
  ],
  promise_three: ["三款真正可投的方案，同样的栏目并排比", "Three plans you can really buy, compared row by row"],
  promise_clause: ["有疑问就引条款原文，不绕弯", "Questions answered with the clause itself"],
  promise_private: ["证件号、手机号加密保存，聊天记录里看不到", "Identity and phone numbers are kept encrypted, out of the chat"],
  example_1: ["我爸65了，怕他摔跤，一年五百块以内", "My dad is 65, I worry he may fall, up to 500 yuan a year"],
  example_2: ["下周去日本7天，一家三口", "Family of three to Japan for 7 days next week"],
  example_3: ["想给自己买百万医疗", "I want million-medical cover for myself"],
  example_4: ["35岁，想买一百万的定期寿险", "Term life for me, 35, 1 million"],
  example_5: ["我要理赔", "I want to make a claim"],
  greeting: [
    "您好，我是灵保。\n告诉我想保什么、给谁保，我会挑三款放在一起给您比，把保什么、不保什么说清楚。\n要理赔也在这里：说说怎么回事，材料拍照发来就行。",
    "Hello, I'm Lingbao.\nTell me what to insure and for whom. I'll set three plans side by side and say plainly what each covers and what it doesn't.\nClaims are handled here too: tell me what happened and send photos of the papers.",
  ],
  chat_label: ["与灵保的对话", "Conversation with Lingbao"],
  log_label: ["消息", "Messages"],
  placeholder: ["说点什么…", "Type a message…"],
  placeholder_date: ["例如 2026-12-01", "e.g. 2026-12-01"],
  placeholder_trip: ["例如 12月1日到12月7日", "e.g. 1 to 7 December"],
  placeholder_money: ["金额，例如 500 或 50万", "Amount, e.g. 500"],
  placeholder_number: ["填一个数字", "A number"],
  placeholder_id_number: ["18位身份证号", "18-character identity number"],
  placeholder_phone: ["11位手机号", "Mobile number"],
  send: ["发送", "Send"],
  attach: ["上传照片或PDF", "Upload photos or PDFs"],
  uploading: ["正在上传", "Uploading"],
  uploaded: ["已上传文件", "Files sent"],
  upload_failed: ["有文件没传上去，请检查网络。", "Some files didn't get through. Please check the connection."],
  retry: ["再传一次", "Send again"],
  cancel: ["取消", "Cancel"],
  comma: ["、", ", "],
  file: ["文件", "File"],
  files: ["收到的文件", "Files received"],
  file_waiting: ["等待上传", "waiting"],
  file_sending: ["正在上传", "being sent"],
  file_taken: ["已收到", "received"],
  file_refused: ["没有收下", "not taken"],
  file_failed: ["没传上去", "didn't get through"],
  file_huge: ["文件太大", "too large"],
  proofs: ["文件凭证（SHA-256）", "Proof of receipt (SHA-256)"],
  drop_here: ["松开即可上传", "Drop to upload"],
  pasted: ["截图", "screenshot"],
  paste_ask: ["发送剪贴板里的内容？", "Send what is in the clipboard?"],
  take_photo: ["拍照", "Take a photo"],
  files_hint: ["可一次选多个，也可以拖到页面上或直接粘贴。照片或PDF，每个不超过20MB", "Several at once; or drop them on the page, or paste. Photos or PDFs up to 20 MB each"],
  files_hint_phone: ["可一次选多个。照片或PDF，每个不超过20MB", "Several at once. Photos or PDFs up to 20 MB each"],
  copy: ["复制", "Copy"],
  copied: ["已复制", "Copied"],
  copy_failed: ["没能复制", "Couldn't copy"],
  typing: ["灵保正在回复", "Lingbao is typing"],
  from_bot: ["灵保：", "Lingbao: "],
  from_you: ["我：", "You: "],
  offline: ["连接断开了，正在重新连接。您可以继续输入，连上后自动发出。", "The connection is lost; reconnecting. You can go on typing, it will be sent once connected."],
  back: ["已重新连接。", "Connected again."],
  not_sent: ["这条消息没有发出去，请再发一次。", "This message wasn't taken. Please send it again."],
  history_failed: ["之前的对话暂时没能取回，不影响继续聊。", "Earlier messages couldn't be loaded just now. You can go on chatting."],
  queued: ["未发出，等待连接", "Waiting to be sent"],
  unread: ["条新消息", "new"],
  why: ["为什么问", "Why do you ask?"],
  choose: ["选这款", "Choose this plan"],
  compare: ["方案对比", "Plans compared"],
  same_rows: ["相同之处", "The same for each"],
  open_clauses: ["看条款全文", "All clauses"],
  swipe: ["左右滑动比较", "Swipe to compare"],
  row_premium: ["保费", "Premium"],
  row_sum_insured: ["保额", "Sum insured"],
  row_deductible: ["免赔额", "Deductible"],
  row_waiting: ["等待期", "Waiting period"],
  row_underwriting: ["核保（初步）", "Underwriting (so far)"],
  outcome_standard: ["标准承保", "Standard terms"],
  outcome_loading: ["加费承保", "With a loading"],
  outcome_exclusion: ["除外承保", "With an exclusion"],
  row_exclusions: ["主要不保", "Not covered"],
  row_insurer: ["保险公司", "Insurer"],
  row_reasons: ["推荐理由", "Why this one"],
  row_choose: ["选择", "Choose"],
  over_budget: ["超出预算", "Over budget"],
  days: ["天", "days"],
  none: ["无", "None"],
  quote: ["报价", "Quote"],
  before: ["原价", "Before"],
  cover: ["保障期间", "Period of cover"],
  valid_until: ["报价有效至", "Valid until"],
  breakdown: ["保费怎么算的", "How the premium is made up"],
  underwriting: ["核保结论", "Underwriting decision"],
  decision_standard: ["可以承保", "Accepted"],
  decision_loading: ["加费承保", "Accepted with a loading"],
  decision_exclusion: ["除外承保", "Accepted with an exclusion"],
  decision_postpone: ["暂缓承保", "Postponed"],
  decision_decline: ["不能承保", "Declined"],
  decision_refer: ["转人工核保", "Referred to an underwriter"],
  confirm: ["请核对", "Please check"],
  edit: ["修改", "Change"],
  payment: ["付款", "Payment"],
  paid: ["已支付", "Paid"],
  pay: ["去支付", "Pay now"],
  pay_opens: ["在新窗口打开", "opens in a new window"],
  time_left: ["剩余时间", "Time left"],
  expired: ["支付时间已过，请在对话里要一个新的支付链接", "The time to pay is over. Please ask for a new link in the chat"],
  receipt: ["投保成功", "You're insured"],
  refund: ["退款", "Refund"],
  policy_number: ["保单号", "Policy number"],
  product: ["产品", "Product"],
  plan: ["计划", "Plan"],
  insured: ["被保险人", "Insured"],
  effective: ["生效", "From"],
  expiry: ["满期", "Until"],
  status: ["状态", "Status"],
  claim_number: ["理赔号", "Claim number"],
  order: ["订单", "Order"],
  cooling_off: ["犹豫期至", "Cooling-off until"],
  next_step: ["下一步", "Next step"],
  deadline: ["截止日期", "Deadline"],
  document: ["下载电子保单（PDF）", "Download the policy (PDF)"],
  open_document: ["打开文件", "Open the document"],
  attachment: ["打开附件", "Open the attachment"],
  article: ["条款", "Article"],
  claim: ["理赔进度", "Claim"],
  claim_registered: ["已报案", "Claim registered"],
  claim_sent_in: ["已提交", "Submitted"],
  claim_agreed: ["审核通过", "Approved"],
  step_done: ["已完成", "Done"],
  step_now: ["当前", "Now"],
  step_ahead: ["接下来", "Next"],
  ahead_collecting: ["收材料", "Documents"],
  ahead_assessing: ["审核", "Assessment"],
  ahead_paid: ["赔款到账", "Payment"],
  next_by: ["最迟", "By"],
  paid_under: ["保单", "Policy"],
  told_by_you: ["您说的", "What you told us"],
  read: ["读到的", "What was read"],
  account: ["收款账户", "Paid to"],
  expected: ["预计赔付", "Expected payment"],
  checklist: ["材料清单", "Documents"],
  sample: ["看样张", "See a sample"],
  paper_received: ["已收到", "received"],
  paper_reading: ["识别中", "being read"],
  paper_missing: ["未交", "missing"],
  paper_unreadable: ["看不清", "unreadable"],
  paper_mismatch: ["对不上", "doesn't match"],
  choose_files: ["选照片或文件", "Choose photos or files"],
  with: ["现在在", "Now with"],
  with_customer: ["您这边", "you"],
  with_assessor: ["理赔专员", "an assessor"],
  with_bank: ["银行", "the bank"],
  payout: ["赔款到账", "Claim paid"],
  account_tail: ["银行卡尾号", "card ending in"],
  payable: ["赔付", "paid"],
  order_provider: ["找这家", "Choose"],
  km: ["公里", "km"],
  minutes: ["分钟", "min"],
  open_hours: ["营业时间", "Hours"],
  address: ["地址", "Address"],
  services: ["服务", "Services"],
  ratings: ["人评分", "ratings"],
  call: ["打电话", "Call"],
  navigate: ["导航", "Directions"],
  rate: ["打分", "Rate it"],
  arrives: ["预计到达", "Arrives in"],
  crew: ["派来的人车", "Crew"],
  order_number: ["单号", "Order number"],
  order_placed: ["已下单", "placed"],
  order_accepted: ["已接单", "accepted"],
  order_on_the_way: ["在路上", "on the way"],
  order_done: ["已完成", "done"],
  order_declined: ["接不了", "declined"],
  order_cancelled: ["已取消", "cancelled"],
  calculation: ["怎么算的", "How it was calculated"],
  claimed: ["申请", "claimed"],
  claim_reported: ["已报案", "registered"],
  claim_collecting: ["收材料", "collecting documents"],
  claim_submitted: ["已提交", "submitted"],
  claim_assessing: ["审核中", "being assessed"],
  claim_more_needed: ["待补材料", "more needed"],
  claim_approved: ["已通过", "approved"],
  claim_partly_approved: ["部分通过", "partly approved"],
  claim_refused: ["未通过", "refused"],
  claim_paying: ["打款中", "being paid"],
  claim_paid: ["已赔付", "paid"],
  claim_withdrawn: ["已撤销", "withdrawn"],
  claim_appealed: ["申诉中", "appealed"],
  claim_reopened: ["重新审核", "reopened"],
  handoff: ["已转人工", "Passed to a human"],
  queue: ["排队位置", "Place in the queue"],
  hours: ["服务时间", "Hours"],
  kept_id_number: ["身份证号（已加密）", "identity number (encrypted)"],
  kept_passport: ["护照号（已加密）", "passport number (encrypted)"],
  kept_phone: ["手机号（已加密）", "phone number (encrypted)"],
  kept_bank_card: ["银行卡号（已加密）", "bank card number (encrypted)"],
  kept_email: ["邮箱（已加密）", "e-mail address (encrypted)"],
  date: ["日期", "Date"],
  date_from: ["开始日期", "From"],
  date_to: ["结束日期", "To"],
  to: ["到", "to"],
  use_date: ["用这个日期", "Use this date"],
};

let language = "zh";

export const languages = ["zh", "en"];
export const currentLanguage = () => language;

/** Set the page's language. Anything but zh and en is ignored. */
export function setLanguage(wanted) {
  if (languages.includes(wanted)) language = wanted;
}

/** The label in the page's language. */
export function say(key) {
  const both = STRINGS[key];
  return both ? both[languages.indexOf(language)] : key;
}

/** Put labels on everything in the page that names one. */
export function label(root = document) {
  for (const element of root.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of root.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
}

const AMOUNT = { minimumFractionDigits: 0, maximumFractionDigits: 2 };

/** "CNY 1234.50" and "1234.50" with a currency beside it, as 1,234.50元 or CNY 1,234.50. What isn't an amount comes back as it is. */
export function money(value, currency = "CNY") {
  const found = /^([A-Z]{3})?\s*(-?\d+(?:\.\d+)?)\s*([A-Z]{3})?$/.exec(String(value ?? "").trim());
  if (!found) return String(value ?? "");
  const code = found[1] ?? found[3] ?? currency;
  const number = Number(found[2]);
  const digits = Number.isInteger(number) ? AMOUNT : { ...AMOUNT, minimumFractionDigits: 2 };
  const amount = new Intl.NumberFormat("en-US", digits).format(number);
  return code === "CNY" && language === "zh" ? `${amount}元` : `${code} ${amount}`;
}

/** An ISO date or moment in the reader's form, in China's time. What isn't one comes back as it is. */
export function when(value) {
  const text = String(value ?? "");
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const moment = new Date(text);
  if (!text || Number.isNaN(moment.getTime())) return text;
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" }).format(moment);
}
