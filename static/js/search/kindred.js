/** Words for the same thing: what is not found as it is said is asked again in the words that names are written with. */

/**
 * Of each line words of names and aliases, which also stand for each other, then, after `<`, what else people say.
 * A query may have words of several lines.
 */
const SAME = `
汽车<车[辆輛]|机动车|主机厂
质量<品质(?!检(?![验测]))|品管|品控|质检(?![验测])
维修|维护<保养|检修|修理|保修
设备|装备|机械<机器(?!人|学习|视觉|$)
研发|开发<研究开发|研制|研究
设计师|设计工程师<设计员|设计专员
数控编程<数控程序
软件<程序
software|软件<cplusplus|csharp|python|php|golang|android|ios
检测|检验|测试
检测|检验<化验
信息安全<网络安全|信息系统安全
服装<服饰|成衣|时装|衣服
鞋类<鞋子|皮鞋|运动鞋
电商|电子商务<网店|网商|(?:淘宝|天猫|京东)(?=客服|美工)
图像<图象
医学<医疗
影像<影象
眼镜<太阳镜|墨镜|镜架
电机<马达
阀门<(?:[球蝶闸]阀|截止阀)+
金属<不锈钢|铝合金
产业<制造业
人工<入工
嵌入<嵌人
文旅<旅游|文化旅游
automotive|vehicle<cars?|automobiles?|auto|motor (?:vehicle|car)s?
quality<quality (?:assurance|control)|q[ac]
repair|maintenance<servicing|repair(?:man|er)
equipment|machinery|device<machines?|apparatus
cnc<nc|(?:computer )?numerical(?:ly)? control(?:led)?|computer[- ]controlled
operator<operative|setter|hand$
worker<hand$
registered|licensed|certified<licenced|chartered
footwear<shoes?|sneakers?|boots?
apparel|garment<cloth(?:es|ing)|dress
eyewear<glasses|spectacles|sunglasses
pharmaceutical<pharma|drugs?|medicines
information security|network security<cyber ?security|it security|infosec
iot<internet of things
new energy vehicle|nev|ev<electric (?:vehicle|car)s?
r&d<research (?:and|&) development
tax<taxation
cultural|culture
software<sw
automation<automati[sz]ation
engineer|engineering<engg
hardware<hw
lawyer<barrister
drafter<draught(?:er|s(?:wo)?man|sperson)|drafts(?:wo)?man|draftsperson|cad detailer
online|internet<web|digital(?= (?:market|sales|commerce|retail))
department<departmental
supervisor|manager<leader
manager<director
`;

/** So many ways to say it are tried. */
const WAYS = 8;

let groups; // made when a query first finds nothing

const made = () =>
  SAME.trim().split("\n").map((line) => {
    const sides = line.split("<");
    const said = sides[0].split("|");
    const all = sides.reverse().join("|"); // what others say is longer: "quality control" before "quality"
    return { said, pattern: new RegExp(/[a-z]/.test(all) ? `\\b(?:${all})\\b` : all, "g") };
  });

/** Nobody says more of a title; a long text has many of these words, and each way to say it is looked for. */
const LONGEST_TITLE = 50;

/** A folded query in other words, if it has some. */
export function otherwise(text) {
  if (text.length > LONGEST_TITLE) return [];
  let ways = [text];
  for (const { said, pattern } of (groups ??= made())) {
    if (ways.length <= WAYS && text.search(pattern) >= 0) ways = [...new Set(ways.flatMap((way) => [way, ...said.map((word) => way.replace(pattern, word))]))];
  }
  return ways.slice(1, 1 + WAYS);
}
