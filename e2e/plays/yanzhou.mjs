// 雁洲市, a city that does not exist: an empty installation in which three administrators make everything that the year 2023 needs. Its year has
// the make-up that Hengyang published for its own: 376 suggestions, 359 of them handed over at the meeting, A 155, B 208, C 13.
import { workbook } from '../lib/workbook.mjs';
import { later } from '../lib/papers.mjs';

/** six are the departments that are questioned in the special inquiry. */
export const six = ['市发展和改革委员会', '市公安局', '市住房和城乡建设局', '市农业农村局', '市文化旅游广电体育局', '市医疗保障局'];
/** committees are the special committees; each supervises the departments matched with it. */
export const committees = ['财政经济委员会', '城乡建设环境资源保护委员会', '教育科学文化卫生委员会', '农业与农村委员会', '监察和司法委员会'];
const [finance, city, culture, farming, law] = committees;
const departments = {
  [six[0]]: finance, [six[1]]: law, [six[2]]: city, [six[3]]: farming, [six[4]]: culture, 市教育局: culture, 市卫生健康委员会: culture, 市财政局: finance, 市工业和信息化局: finance, 市商务局: finance,
  市自然资源和规划局: city, 市生态环境局: city, 市交通运输局: city, 市城市管理和综合执法局: city, 市水利局: farming, 市林业局: farming, 市民政局: culture, 市人力资源和社会保障局: finance, 市司法局: law, 市应急管理局: law,
};
/** office is the deputies' committee, as founding a city names it. */
export const office = '常委会联络工作委员会';
const party = ['市总工会', '共青团市委员会'];
const courts = { 市中级人民法院: '法院', 市人民检察院: '检察院', 市监察委员会: '监察委员会' };
const delegations = ['东洲区代表团', '西渡区代表团', '南岭县代表团', '北江县代表团'];
export const counts = { all: 376, meeting: 359, A: 155, B: 208, C: 13 };

const deputies = Array.from({ length: 40 }, (_, i) => ({
  cert: `Y${String(i + 1).padStart(3, '0')}`, team: delegations[i % 4], name: '王李张刘陈杨黄赵周吴'[i % 10] + ['若川', '思齐', '怀远', '清和'][Math.floor(i / 10)],
}));

/** heads are those who sign for every other unit, by their roles: each confirms that its unit has looked back. */
export const heads = [...Object.keys(departments), ...party, ...Object.keys(courts)].map((name, i) => ({ role: `head${i}`, unit: name, name: `${'蒋邹俞章鲁韦昌马苗凤'[i % 10]}${['承平', '以宁', '致远'][Math.floor(i / 10)]}` }));

/** staff are those who sign in: role, the word of the import sheet, name, organisation, account. */
const staff = [
  ['committee', '联工委经办', '许知行', office, 'lgw'], ['committee_head', '联工委负责人', '韩守正', office, 'lgw.head'],
  ['congress_leader', '常委会领导', '陆怀民', '常委会领导', 'leader'], ['second_leader', '常委会领导', '薛致和', '常委会领导', 'leader2'],
  ...committees.map((name, i) => [`special${i}`, '专门委员会', `${'程方石尹顾'[i]}明远`, name, `zwh${i + 1}`]),
  ['gov_leader', '政府领导', '秦立言', '市人民政府', 'gov'], ['gov_office', '政府办公室', '邱文达', '市人民政府办公室', 'zfb'],
  ...six.map((name, i) => [`unit${i}`, '承办单位经办', `${'白孟熊江尹薛'[i]}见山`, name, `unit${i + 1}`]), ['unit_head', '承办单位签发', '范思源', six[5], 'unit6.head'],
  ...heads.map(({ role, unit, name }) => [role, '承办单位签发', name, unit, role]),
  ...[0, 1, 2].map((i) => [`deputy${i}`, '人大代表', deputies[i].name, deputies[i].team, `deputy${i + 1}`, deputies[i].cert]),
];

const people = () => workbook('单位和代表.xlsx', {
  单位: [
    ['单位名称', '单位类型', '对口委', '政府系统'],
    ['常委会领导', '常委会领导', '', '否'], ...committees.map((name) => [name, '专门委员会', '', '否']), ['市人民政府', '政府领导', '', '是'], ['市人民政府办公室', '政府办公室', '', '是'],
    ...Object.entries(departments).map(([name, special]) => [name, '政府工作部门', special, '是']), [six[5], '政府工作部门', culture, '是'],
    ...party.map((name) => [name, '党群部门', '', '否']), ...Object.entries(courts).map(([name, kind]) => [name, kind, law, '否']), ...delegations.map((name) => [name, '代表团', '', '否']),
  ],
  代表: [['代表证号', '姓名', '代表团', '代表状态', '任职日期'], ...deputies.map((d) => [d.cert, d.name, d.team, '在任', '2021-12-28'])],
});

const accounts = () => workbook('账号.xlsx', {
  账号: [['登录名', '姓名', '岗位', '所在单位', '代表证号'], ...staff.map(([, word, name, org, login, cert]) => [login, name, word, org, cert])],
});

/** unit is who answers the suggestion of a number: the small bodies a few, the departments in turn. */
function unit(i) {
  const few = [...Object.keys(courts).flatMap((name) => [name, name, name]), ...party.flatMap((name) => [name, name, name, name]), ...Array(4).fill(six[5])];
  const many = Object.keys(departments);
  return few[i - counts.meeting + few.length] ?? many[i % many.length]; // the last of those that were handed over at the meeting
}

/** year is the workbook in which the committee hands its year in: how every suggestion came, who answered it, how, and what the deputy said. */
export function year() {
  const places = ['东洲片区', '西渡片区', '老城区', '沿江一带', '高铁站周边', '南岭县山区', '北江县城', '工业园区', '大学城', '城北新区', '各乡镇', '滨湖片区'];
  const matters = [
    '雨污分流工程施工交通组织', '居民医保参保服务', '路口交通拥堵治理', '老旧小区积水整治', '农村饮水安全', '学位供给', '社区养老服务', '公交线网优化', '垃圾分类处理', '停车设施建设', '乡镇卫生院建设', '农产品冷链物流', '中小企业融资服务',
    '山塘水库除险加固', '职业教育发展', '古建筑保护', '河道采砂监管', '夜间照明改造', '充电设施建设', '高标准农田管护', '体育场馆开放', '困境儿童关爱', '快递进村', '森林防火', '餐饮油烟治理', '消防通道整治', '电动车管理', '残疾人就业',
    '旅游公路建设', '工业用地盘活', '校园周边安全', '公共法律服务',
  ];
  const session = ['16', '2'];
  const cases = [];
  const shares = [];
  const promises = [];
  for (let i = 0; i < counts.all; i++) {
    const met = i < counts.meeting;
    const number = met ? String(i + 1).padStart(3, '0') : `闭${String(i - counts.meeting + 1).padStart(2, '0')}`;
    const at = (i * 7) % counts.all; // every number comes once: classes are spread
    const kind = at < counts.A ? 'A' : at < counts.A + counts.B ? 'B' : 'C';
    const submitted = met ? later('2023-01-04', i % 3) : later('2023-03-06', (i - counts.meeting) * 9);
    const handed = met ? '2023-02-17' : later(submitted, 11);
    const replied = later(handed, 32 + ((i * 3) % 50));
    const matter = matters[i % 32];
    cases.push([
      ...session, met ? '会议期间' : '闭会期间', number, `关于加强${places[Math.floor(i / 32)]}${matter}的建议`, `${places[Math.floor(i / 32)]}群众对${matter}反映较多，代表走访了解情况。`, '责任分工不够清楚，投入和管护跟不上。', '1.摸清底数。2.明确责任单位和完成时间。',
      deputies[i % 40].name, deputies[i % 40].cert, '专题调研', '全文公开', submitted, later(submitted, 5), handed, met ? '是' : '否', '办理', kind, `雁答〔2023〕${i + 1}号`, replied, `您提出的${matter}事项收悉，现答复如下：已明确责任科室和完成时间。`,
      '满意', i % 6 ? '满意' : '基本满意', later(replied, 5),
    ]);
    shares.push([number, unit(i), '独办', handed, later(handed, 2)]);
    if (kind === 'B') promises.push([number, unit(i), `年底前完成${matter}的首批任务`, '首批任务验收合格', '2023-12-31', '已兑现', later('2023-10-09', i % 60)]);
  }
  return workbook('2023年代表建议.xlsx', {
    建议: [['届', '次', '类别', '编号', '标题', '情况', '分析', '具体建议', '领衔代表', '代表证号', '形成方式', '公开意愿', '提交日期', '立案日期', '交办日期', '交办会交办', '处理结果', '答复类别', '答复文号', '答复日期', '答复内容', '态度评价', '结果评价', '评价日期'], ...cases],
    承办: [['编号', '承办单位', '承办方式', '交办日期', '签收日期'], ...shares],
    承诺: [['编号', '承诺单位', '承诺内容', '可衡量结果', '承诺期限', '兑现情况', '兑现日期'], ...promises],
    合计: [['项目', '件数'], ['合计', counts.all], ['A', counts.A], ['B', counts.B], ['C', counts.C], ['会议期间', counts.meeting], ['闭会期间', counts.all - counts.meeting], ['交办会交办', counts.meeting]],
  });
}

/** brings uploads a workbook on the import page, reads what was found, and carries it out. */
export async function brings(v, kind, file, assert, found) {
  await v.open('/import');
  if (await v.page.locator(`main form [name=kind][value=${kind}][type=radio]`).count()) await v.page.locator(`main form [name=kind][value=${kind}]`).check();
  await v.page.setInputFiles('#f-file', file);
  await v.press('上传并检查');
  assert.match(await v.text(), found, 'what the workbook holds is said before anything is written');
  await v.press('全部导入');
}

/** settle lets the administrators make the house: the session, the bodies, the deputies, the accounts. */
export async function settle(world, assert) {
  const admin = await world.as('admin');
  await admin.open('/admin/sessions');
  await admin.follow('建立届次', 'main');
  for (const [name, value] of [['term', '16'], ['number', '2'], ['year', '2023'], ['opens', '2023-01-04'], ['closes', '2023-01-07'], ['handover', '2023-02-17']]) await admin.page.locator(`main form [name=${name}]`).fill(value);
  await admin.press('建立届次');
  assert.match(await admin.text(), /2023/);
  await brings(admin, 'units', people(), assert, /36|37|38/);
  await brings(admin, 'deputies', people(), assert, /40/);
  const security = await world.as('security');
  await brings(security, 'accounts', accounts(), assert, new RegExp(String(staff.length)));
  await security.press('显示并打印');
  const slips = await security.page.locator('main ul.slips dd').allInnerTexts();
  for (let i = 0; i < slips.length; i += 2) {
    const [role] = staff.find(([, , , , login]) => login === slips[i]);
    world.server.accounts[role] = { account: slips[i], password: slips[i + 1] };
  }
  assert.equal(slips.length, 2 * staff.length, 'everybody has a slip');
}
