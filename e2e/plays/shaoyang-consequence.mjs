// What was not done well is not let go: four found lists, done again to the end, scored, honoured, and its effect told.
import { rated, replied } from './shaoyang-case.mjs';

export const consequence = {
  async S30(s) {
    const [clerk, head] = await s.cast('committee', 'committee_head');
    await found(s, clerk, 'solvable', untouched);
    const entry = clerk.here();
    await clerk.does('提议撤出', { reason: '已与代表沟通，代表同意明年办理。' });
    await head.open(entry);
    await head.does('不予撤出', { reason: '没有代表的书面意见。' });
    await clerk.open(entry);
    s.assert.match(await clerk.text(), /已列入[\s\S]*没有代表的书面意见/, 'it stays on the list');
    await s.reads(head, /列入的事实/, 'section.card:has-text("列入的事实")');
  },

  async S31(s) {
    const [leader, head] = await s.cast('congress_leader', 'committee_head');
    await found(s, leader, 'neglected', untouched);
    const entry = leader.here();
    await head.open(entry);
    await head.act('回炉办理');
    await head.set({ order: '由单位主要负责人与代表见面，提出办理方案。', until: s.day(-1) });
    await head.send();
    s.assert.ok(await head.page.locator('.error-summary').count(), 'not by a day that is over');
    await head.set({ until: s.day(15) });
    await head.send();
    await head.done('回炉办理');
    await leader.open(entry);
    await s.reads(leader, /回炉办理中[\s\S]*由单位主要负责人与代表见面/);
  },

  async S32(s) {
    const [clerk, head] = await s.cast('committee', 'committee_head');
    const year = await found(s, clerk, 'unadopted', untouched);
    const [entry, before] = [clerk.here(), await fates(clerk, year, 'unadopted')];
    await clerk.open(entry);
    await clerk.does('提议撤出', { reason: '承办单位已列入明年工作计划，附计划文件。' });
    s.assert.ok(!(await clerk.offers()).includes('审定撤出'), 'who asks does not release');
    await head.open(entry);
    await head.does('审定撤出', { reason: '计划文件属实，同意撤出，明年跟踪。' });
    const after = await fates(clerk, year, 'unadopted');
    s.assert.deepEqual([after.released, after.open], [before.released + 1, before.open - 1], 'the release is counted');
    await head.open(entry);
    await s.reads(head, /已撤出[\s\S]*计划文件属实/);
  },

  async S33(s) {
    const [clerk, head] = await s.cast('committee', 'committee_head');
    s.was = await fates(clerk, '/found', 'empty');
    await clerk.begin('circumstance', 'enter_circumstance'); // those whom it concerns say otherwise than the reply
    await clerk.set({ title: '群众来信：乡镇卫生院仍然配不到药', what: 'letter', on: s.today, source: '市信访局', 'cases.0': await clerk.option('cases', /^0912 /), people: '6', against: 'yes' });
    await clerk.send();
    await clerk.done('登记外部情况');
    const letter = clerk.here();
    s.assert.ok(!(await clerk.offers()).includes('核对计入'), 'a second person checks it');
    await head.open(letter);
    await head.does('核对计入');
    await head.open('/found');
    s.entries = {};
    for (const list of ['empty', 'public']) {
      await head.open('/found');
      await head.page.locator(`#${list} table tr`).filter({ hasText: '慢性病药品' }).locator('a[href^="/dossiers/"]').first().click();
      await head.arrived();
      s.entries[list] = head.here();
    }
    await head.open(s.entries.empty);
    await s.reads(head, /列入的事实/, 'section.card:has-text("列入的事实")');
  },

  async S34(s) {
    const [clerk, head, unit, deputy] = await s.cast('committee', 'committee_head', 'unit', 'deputy');
    await head.open(s.entries.empty);
    await head.does('回炉办理', { order: '与代表见面后逐条重新答复。', until: s.day(20) });
    // the unit has it on its desk, with a day; it reports nothing before it has answered anew
    await unit.open(s.entries.empty);
    s.assert.match(await unit.text(), /与代表见面后逐条重新答复/);
    await unit.act('报告回炉结果');
    await unit.set({ text: '已办理。' });
    await unit.send();
    s.assert.ok(await unit.page.locator('.error-summary').count(), 'the deputy is answered first');
    await unit.open(s.second);
    s.assert.match(await unit.text(), /重新办理[\s\S]*月\d+日/, 'the clock of handling again runs');
    await clerk.open(s.entries.empty);
    await clerk.does('登记跟踪情况', { text: '已与承办单位约定见面日期。' });
    await unit.open(s.second);
    await unit.does('登记联系', { phase: 'during', way: 'visit', on: s.today, who: '邓向泉', rank: 'head', text: '到代表所在乡镇当面听取意见。' });
    await deputy.open(s.second);
    await deputy.does('确认属实');
    await replied(s, s.second, '邵卫函〔示例〕94号', { opening: '感谢您的建议。', 'answers.0': `32种慢性病药品已配到114所乡镇卫生院，自${s.today}起当场取药。`, class: 'A' });
    await rated(s, s.second, 'satisfied');
    for (const entry of Object.values(s.entries)) {
      await unit.open(entry);
      await unit.does('报告回炉结果', { text: '32种药品已经配到，代表当面认可。' });
      await head.open(entry);
      await head.does('办结销号', { text: '抽查三所卫生院，药品齐全；代表满意。' });
    }
    const now = await fates(clerk, `/years/${s.year}`, 'empty');
    s.assert.deepEqual([now.found, now.settled, now.back], [s.was.found + 1, s.was.settled + 1, s.was.back + 1], 'done again and settled, in the numbers of the year');
    await clerk.open('/reports/year');
    s.assert.match(await clerk.text('article.official'), /列入清单\d+条，其中回炉办理[1-9]\d*条/, 'and in its report');
    await clerk.open(s.entries.empty);
    await s.reads(clerk, /已销号[\s\S]*已与承办单位约定见面日期/, 'section.card:has-text("已与承办单位约定")');
  },

  async S35(s) {
    const [clerk, head, unit] = await s.cast('committee', 'committee_head', 'unit');
    await clerk.begin('scoring', 'prepare_scoring');
    await clerk.set({ title: `${s.year - 1}年建议办理工作绩效考核`, of: { label: String(s.year - 1) }, scheme: await clerk.option('scheme', /四看/), cut_off: s.day(-1), ranking: 'group' });
    await clerk.send();
    await clerk.done('准备考核');
    const scoring = clerk.here();
    await clerk.does('冻结数据');
    await clerk.does('计分');
    await head.open(scoring);
    await head.does('向承办单位公示');
    // the unit reads its sheet and objects to a fact; the head decides, and the unit reads why
    await unit.open(scoring);
    await unit.follow('本单位计分表');
    const sheet = unit.here();
    await unit.follow('申请复核', 'main');
    await unit.set({ matter: { index: 1 }, field: 'signed_on', is_day: `${s.year - 1}-02-24`, words: '签收日期登记有误，附签收回执。' });
    await unit.send();
    await unit.done('申请复核');
    await head.open(scoring);
    s.assert.match(await head.text(), /签收日期登记有误/);
    await head.part('复核成立');
    await head.set({ grounds: '签收回执属实，定分时更正。' });
    await head.send();
    await head.done('复核成立');
    await unit.open(scoring);
    s.assert.match(await unit.text(), /复核成立[\s\S]*签收回执属实|签收回执属实[\s\S]*复核成立/);
    await unit.open(sheet);
    await s.reads(unit, /计分表/);
  },

  async S36(s) {
    const [clerk, head] = await s.cast('committee', 'committee_head');
    for (const [sort, title, action, field, one] of [['excellent', '年度优秀建议', 'nominate_case', 'case', /^0911 /], ['unit', '建议办理工作先进单位', 'nominate_unit', 'unit', /卫生健康委员会/]]) {
      const award = await clerk.files('award', 'open_award', { title, sort, of: { label: String(s.year) }, until: s.day(20) });
      await clerk.open(`${award}/do/${action}`);
      await clerk.set({ [field]: await clerk.option(field, one), reason: '质量高、成效明显。' });
      await clerk.send();
      await clerk.done(title);
      if (sort === 'excellent') {
        await clerk.part('评分');
        await clerk.set({ research: '18', pertinence: '18', feasibility: '17', effect: '16', response: '15' });
        await clerk.send();
      }
      await clerk.open(award);
      await clerk.part('列为入围');
      await clerk.send();
      await clerk.open(award);
      await clerk.does('提请主任会议');
      await head.open(award);
      await head.does('登记主任会议决定', { meeting_on: s.today, meeting: '市人大常委会主任会议' });
      await head.does('公布', { number: '邵衡人发〔示例〕21号' });
      await head.page.locator('main a[href*="/certificates/"]').first().click();
      await head.arrived();
      await s.reads(head, sort === 'excellent' ? /优秀代表建议/ : /先进单位/, 'main');
    }
  },

  async S37(s) {
    const [clerk, leader] = await s.cast('committee', 'congress_leader');
    await clerk.open(`/years/${s.year}`);
    s.assert.match(await clerk.text(), /答复满意[\s\S]*效果满意|效果满意[\s\S]*答复满意/);
    await clerk.page.locator('main tr').filter({ hasText: /效果满意率\s*件\s*\d/ }).locator('td.num a').first().click();
    await clerk.arrived();
    s.assert.match(await clerk.text(), /0911[\s\S]*加强乡镇医院建设/, 'the deputy who saw the promise kept counts in the effect');
    await leader.open('/screen');
    await s.reads(leader, /效果/);
  },
};


const untouched = 'tr:has-text("已列入")'; // an entry about which nothing has been decided

/** found opens an entry of one of the found lists, of the newest year that has one, with the facts that put it there; it returns the page of that year's lists. */
async function found(s, v, list, row) {
  await v.open('/found');
  for (const year of await v.links(/^\/found\?year=/)) {
    await v.open(year);
    const entry = v.page.locator(`#${list} table ${row} a[href^="/dossiers/"]`).first();
    if (!(await entry.count())) continue;
    await entry.click();
    await v.arrived();
    await s.reads(v, /列入的事实/, 'section.card:has-text("列入的事实")');
    return year;
  }
  throw new Error(`the list ${list} is empty in every year`);
}

/** fates reads how many entries of a list have met which fate, on the page of the lists of a year. */
async function fates(v, page, list) {
  await v.open(page);
  const [, found, released, lapsed, settled, open, back] = await v.page.locator('main tr').filter({ hasText: named[list] }).first().locator('td, th').allInnerTexts();
  return Object.fromEntries(Object.entries({ found, released, lapsed, settled, open, back }).map(([k, n]) => [k, Number(n)]));
}

const named = { unadopted: /前瞻性/, empty: /官样文章/ };
