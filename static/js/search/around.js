/**
 * What people write around a title and what says nothing about which title: 高级, 招聘, "looking for a … job".
 * Only what no entry has with it is looked for without it.
 */

// No two of them make a third: a run of them can be read in one way only, and so in no time.
const HAN =
  "我们?|本人|你们?|[请請][问問]?|想|需?要|[寻尋]?找|求[职職]|[应應][聘征徵屆届]生?|[高诚誠急]?[聘招征徵](?:工(?![厂廠作种種资資]))?|高薪|[当當做干搞是有没沒不]|算(?!法)|可以|申[请請]|大[学學]|[学學]习?|" +
  "一?[个個名份位]|[怎什][么麼]|哪[里裡些]|以[后後]|如何|多少|几|[男女]|[一二三四五初中高特][级級]|[资資]深|助理|技[师師]|工[种種]|要求(?![职職][缺位])|政策|[职職][称稱]|[評评][审審定]|[实實见見][习習]生?|[毕畢][业業]生|兼[职職]|全[职職]|" +
  "(?:浙江|[温溫]州|鹿城|[龙龍][湾灣港]|[瓯甌]海|洞[头頭]|[乐樂]清|瑞安|永嘉|平[阳陽]|[苍蒼]南|文成|泰[顺順])[省市区區县縣]?|在|去|会(?![计记])|懂|" +
  "工作|[岗崗]|[职職][缺务務业業责責位]|就[业業]|人才|[学學]徒|[师師]傅|培[训訓]班?|操?作?[资資]?格?[证證][书書照]?|[报報]?考[试試]?|[条條]件|需求|技能|等[级級]|[报報]名|前[景途]|好|月(?:薪(?![资資]格?[证證]))?|英[文语語]|待遇|[补補][贴貼]|工[资資]|" +
  "薪[资資水酬]|[经經][验驗]|[专專][业業]|行[业業]|公司|方向|医院|工?[厂廠]|[吗嗎呢吧了]|相[关關]|方面|[属屬][于於]|非常|[较較]|一般|程度|指[数數]|排名|[紧緊急]?缺";
const RANK = "senior|junior|lead|chief|head|assistant|trainee|intern(?:ship)?|apprentice(?:ship)?|qualified|skilled|experienced";
const LATIN =
  RANK + "|" +
  "i'?m|i|am|are|is|be|become|want(?:ed)?|need(?:ed)?|looking|find|seeking|hiring|jobs?|work(?:ing)? (?:as|in|for|at)|careers?|vacanc(?:y|ies)|positions?|" +
  "openings?|salary|wages?|entry[- ]level|(?:full|part)[- ]time|as|at|in|my|me|you|we|do|does|can|who|which|makes?|someone|get|people|our|that|to|hire|like|would|how|what|where|there|any|have|please|" +
  "short supply|on the list|apply|subsid(?:y|ies)|talent|shortage|levels? \\d|wenzhou|china|zhejiang|yueqing|rui'?an|20\\d\\d年?|[\\d-]+[k元]|\\d+\\+? ?(?:年|y(?:ea)?rs?(?: (?:of )?experience)?)|majors?|courses?|training|degree|bachelor'?s?|master'?s|[bm]\\.?(?:sc|eng)|diploma|study|licen[sc]e|certificat(?:e|ion)|company|factory|(?:manufacturing|plants?|sector|trade)$|manufacturers?|suppliers?|(?:title )?categor(?:y|ies)|covers?|near|exams?|(?:department|dept|team)$|charterholders?|designation|roles?|demand|list|for foreigners?|chinese|english|translation|" +
  "wo|xiang|zhao(?:pin)?|de|gongzuo|gangwei|zhiwei|zheng|(?:gao|zhong|chu)ji|zishen|zhuanye|hangye";
const WORDS = new RegExp(`(^|[\\s\\p{P}\\p{Script=Han}])(?:${LATIN})(?![^\\s\\p{P}\\p{Script=Han}])`, "gu");
/** What someone does, before what it is done to; names begin with what may only follow: 信息安全工程师, 企业高管. */
const BEFORE = new RegExp(`^(?:招人(?!才)|${HAN}|[能烧燒剪防拍卖賣写寫画畫调調开開])+`);
const AFTER = new RegExp(`(?:(?:${HAN}|企[业業]|人)(?:信息)?)+$`);

/** What may make another title of a general word: 招聘专员, "senior manager"; but "manager jobs" are those of managers. */
const QUALIFIED = new RegExp(`\\b(?:${RANK})\\b|\\p{Script=Han}`, "u");
export const qualified = (text) => QUALIFIED.test(text);

/** Whether a title is that of someone's assistant, who is another: 总经理助理, "sales assistant"; but 助理工程师 is an engineer. */
export const assists = (text) => /(?:助理|\bassistant)$/.test(text);

/** The folded query without what is written around titles; titles say 维修 where people say 修. */
export function bare(text) {
  return text
    .replace(WORDS, "$1 ")
    .replace(/的人?/g, " ")
    .replace(/\p{Script=Han}+/gu, (run) => run.replace(AFTER, " ").replace(BEFORE, " ").replace(/^ ?修(?!理)/, "维修"))
    .trim();
}

/** The query from its second word or character on, from the third, …: what someone is stands last in both languages. */
export function endings(text) {
  return Array.from(text.matchAll(/\p{Script=Han}|[^\s\p{Script=Han}]+/gu), ({ index }) => text.slice(index)).slice(1);
}

/** How titles end whose last word says little: 大数据顾问 is looked for as 大数据, "logistics coordinator" as "logistics". */
const ENDING =
  /(?:小[编編]|(?:[专專操作组組技术術人]*[员員]|[主总總][管监監任]|[顾顧][问問]|[经經]理|架[构構])[师師]?|部[门門]?|科|技?[师師岗崗工]人?| (?:specialist|officer|coordinator|associate|executive|expert|analyst|technician|technologist|administrator|consultant|developer|architect|professional|advis[eo]r|planner|strategist))$/;

/** Whether it names a department, in which many may work: 研发部. */
export const isDepartment = (title) => /[部科]$/.test(title);

/** What someone works on, by their title; the same text if its ending is none of these. */
export const field = (text) => text.replace(ENDING, "");

const KINDS = [
  [/[专專][业業]|major|degree/, "major"],
  [/[产產行][业業]|industry|sector|(?:trade|公司|factory)$/, "industry"],
  [/[证證]|^[一二]级.*师$|licen[sc]e|certificat/, "qualification", "certificate"],
];

/** The kinds of entries that words around a title speak of: 材料专业 are majors; none if they speak of none. */
export const kindsIn = (text) => KINDS.find(([said]) => said.test(text))?.slice(1) ?? [];
