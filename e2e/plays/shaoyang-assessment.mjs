// The work is judged by what it brings: four questions, four looks, four found lists, done again, scored, honoured.
import { pdf } from '../lib/papers.mjs';

export const assessment = {
  async S22(s) {
    const [unit, boss, clerk, deputy] = await s.cast('unit', 'unit_head', 'committee', 'deputy');
    await unit.open(s.life);
    await unit.does('起草答复', {
      opening: '感谢您对乡镇医院建设的关心。', 'answers.0': '首批设备两个月内到位，每年定向培养医师90人。', class: 'B', 'promises.0.words': '三年内补齐63台急救设备', 'promises.0.due': s.day(200), 'promises.0.result': '设备全部验收投用',
      'promises.0.owner': '周峰', contact: '邓向泉', phone: '0739-5000000', publish: 'full',
    });
    await unit.does('送审');
    await boss.open(s.life);
    await boss.does('审核通过');
    await boss.does('签发', { number: '邵卫函〔示例〕91号' });
    await deputy.open(s.life);
    await deputy.does('评价', { attitude: 'satisfied', result: 'satisfied' });
    await deputy.does('确定评价');
    await unit.open(s.life);
    await unit.does('登记意见表', { handed: 'yes', signed: 'yes', level: 'satisfied', scan: pdf('征询意见表.pdf') });
    await clerk.open(s.life);
    await clerk.does('意见表核对属实');
    await clerk.open(`${s.life}/questions`);
    await s.reads(clerk, /一问[\s\S]*满意/);
  },

  async S23(s) {
    const [clerk, head, county] = await s.cast('committee', 'committee_head', 'county');
    await head.open(`${s.life}/questions`);
    await head.press('登记再次征询');
    await head.set({ way: 'phone', saw_form: 'yes', on: s.today, attitude: 'satisfied', result: 'satisfied', comment: '首批设备已经到了。' });
    await head.send();
    await head.done('登记再次征询');
    await clerk.open('/year/question');
    for (const sheet of await clerk.links(/^\/dossiers\/\d+$/)) {
      await clerk.open(sheet);
      if ((await clerk.offers()).some((t) => t.includes('委托县市区人大征询'))) break;
    }
    const sheet = clerk.here();
    await clerk.act('委托县市区人大征询');
    await county.open('/county-checks');
    const body = (await county.text('header')).split('\n').join(' ');
    const counties = await clerk.page.locator('form.actform select[name=county] option').evaluateAll((l) => l.map((o) => [o.value, o.textContent]));
    const own = counties.find(([value, name]) => value && body.includes(name)) ?? counties[1];
    await clerk.set({ county: own[0], county_due: s.day(20) });
    await clerk.send();
    await clerk.done('委托县市区人大征询');
    await county.open(sheet);
    await county.does('登记再次征询', { way: 'county', on: s.today, attitude: 'satisfied', result: 'satisfied' });
    await head.open(`${s.life}/questions`);
    await s.reads(head, /首批设备已经到了/);
  },

  async S24(s) {
    const [clerk, head, surveyor] = await s.cast('committee', 'committee_head', 'surveyor');
    await clerk.begin('survey', 'plan_survey');
    await clerk.set({ title: '重点建议落实情况第三方调查', firm: { index: 1 }, about: 'key', seed: '邵衡重点', size: '1' });
    await clerk.send();
    await clerk.done('制定抽样方案');
    const survey = clerk.here();
    await head.open(survey);
    await head.does('抽样');
    await head.act('开始调查');
    await head.set({ until: s.day(15) });
    await head.send();
    const [link] = await head.links(/^\/answer\//);
    if (link) {
      const anybody = await s.world.visitor(null, { width: 390, height: 800 });
      await anybody.open(link);
      await anybody.set({ attitude: 'satisfied', result: 'satisfied', comment: '设备到位了。' });
      await anybody.send();
      await anybody.close();
    } else {
      await surveyor.open(`${survey}/sheet`);
      await surveyor.follow('登记电话访问', 'main');
      await surveyor.set({ on: s.today, attitude: 'satisfied', result: 'satisfied' });
      await surveyor.send();
    }
    await head.open(survey);
    await head.does('结束调查');
    await head.open(`${survey}/results`);
    await s.reads(head, /满意/);
  },

  async S25(s) {
    const [clerk] = await s.cast('committee');
    await clerk.open(`/suggestions?session=all&year=${s.year - 1}&class=B&state=follow_up`);
    let asked = false;
    for (const one of (await clerk.links(/^\/suggestions\/\d+$/)).slice(0, 30)) {
      await clerk.open(`${one}/questions`);
      if (!(asked = (await clerk.text()).includes('登记上年B类件回访'))) continue;
      await clerk.press('登记上年B类件回访');
      await clerk.set({ way: 'meeting', on: s.today, attitude: 'satisfied', result: 'satisfied', comment: '去年承诺的事项已经办完。' });
      await clerk.send();
      await clerk.done('登记上年B类件回访');
      await clerk.open(`${one}/questions`);
      break;
    }
    s.assert.ok(asked, 'a suggestion of class B of last year is asked about');
    await s.reads(clerk, /四问[\s\S]*去年承诺的事项已经办完/);
  },

  async S26(s) {
    const [clerk, unit] = await s.cast('committee', 'unit');
    await clerk.open('/looks');
    await s.reads(clerk, /办复率[\s\S]*见面率/);
    for (const figure of ['look_replied', 'look_met']) await counted(s, clerk, figure);
    await unit.open('/looks');
    s.assert.equal(await unit.page.locator('main tbody tr').count(), 1, 'a unit sees its own');
  },

  async S27(s) {
    const [clerk] = await s.cast('committee');
    await counted(s, clerk, 'look_ledger');
    await clerk.open(`/commitments?due_from=${s.day(200)}&due_to=${s.day(200)}`);
    await s.reads(clerk, /三年内补齐63台急救设备/);
  },

  async S28(s) {
    const [clerk, unit] = await s.cast('committee', 'unit');
    await unit.open(s.life);
    await unit.does('登记进展', { text: '首批21台设备已经到位。', percent: '30' });
    for (const figure of ['look_current', 'look_kept']) await counted(s, clerk, figure);
    await s.reads(clerk, /计入的/);
  },

  async S29(s) {
    const [clerk] = await s.cast('committee');
    await counted(s, clerk, 'look_reworked');
    await s.reads(clerk, /计入的/);
  },

  async S30(s) {
    const [clerk, head] = await s.cast('committee', 'committee_head');
    await found(s, clerk, 'solvable', untouched);
    const entry = clerk.here();
    await clerk.does('提议撤出', { reason: '已与代表沟通，代表同意明年办理。' });
    await head.open(entry);
    await head.does('不予撤出', { reason: '没有代表的书面意见。' });
    await s.reads(head, /列入的事实/, 'section.card:has-text("列入的事实")');
  },

  async S31(s) { await found(s, await s.as('congress_leader'), 'neglected'); },
  async S32(s) { await found(s, await s.as('committee'), 'unadopted'); },
  async S33(s) { await found(s, await s.as('committee_head'), 'empty'); },

  async S34(s) {
    const [clerk, head] = await s.cast('committee', 'committee_head');
    await found(s, clerk, 'empty');
    await clerk.open('/year/found?state=found&session=all'); // entries about which nothing has been decided
    const [entry] = await clerk.links(/^\/dossiers\/\d+$/);
    await head.open(entry);
    await head.does('回炉办理', { order: '与代表见面后逐条重新答复。', until: s.day(20) });
    await clerk.open(entry);
    await clerk.does('登记跟踪情况', { text: '已与承办单位约定见面日期。' });
    await s.reads(clerk, /回炉办理中[\s\S]*已与承办单位约定见面日期/);
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
    await unit.open(scoring);
    await unit.follow('本单位计分表');
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
    await leader.open('/screen');
    await s.reads(leader, /效果/);
  },
};

/** counted opens the list behind a figure of the four looks, of the first unit that has one. */
async function counted(s, v, figure) {
  await v.open('/looks');
  const link = v.page.locator(`main a[href*="/${figure}?"]`).first();
  const [, n] = (await link.innerText()).match(/\((\d+)\/\d+\)/);
  await link.click();
  await v.arrived();
  s.assert.match(await v.text(), new RegExp(`计入的[\\s\\S]*${n}`), `${figure} opens the list of its ${n}`);
}

const untouched = 'tr:has-text("已列入")'; // an entry about which nothing has been decided

/** found opens an entry of one of the found lists, of the newest year that has one, with the facts that put it there. */
async function found(s, v, list, row = 'tr') {
  await v.open('/found');
  for (const year of await v.links(/^\/found\?year=/)) {
    await v.open(year);
    const entry = v.page.locator(`#${list} table ${row} a[href^="/dossiers/"]`).first();
    if (!(await entry.count())) continue;
    await entry.click();
    await v.arrived();
    return s.reads(v, /列入的事实/, 'section.card:has-text("列入的事实")');
  }
  throw new Error(`the list ${list} is empty in every year`);
}
