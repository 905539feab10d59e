// The work is judged by what it brings: four questions and four looks.
import { pdf } from '../lib/papers.mjs';
import { handed, rated, replied } from './shaoyang-case.mjs';

export const assessment = {
  async S22(s) {
    const [unit, clerk] = await s.cast('unit', 'committee');
    await replied(s, s.life, '邵卫函〔示例〕91号', {
      opening: '感谢您对乡镇医院建设的关心。', 'answers.0': '首批设备两个月内到位，每年定向培养医师90人。', class: 'B', 'promises.0.words': '补齐63台急救设备', 'promises.0.due': s.day(200), 'promises.0.result': '设备全部验收投用',
      'promises.0.owner': '周峰',
    });
    await rated(s, s.life, 'satisfied');
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
    await county.does('登记再次征询', { way: 'county', on: s.today, attitude: 'satisfied', result: 'satisfied', comment: '县里上门问过，代表认可。' });
    await clerk.open(sheet);
    s.assert.match(await clerk.text(), /县里上门问过，代表认可/, 'the committee reads what the county heard');
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
    await clerk.open(`/suggestions?session=all&class=B&state=follow_up`);
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
    await s.reads(clerk, /补齐63台急救设备/);
  },

  async S28(s) {
    const [clerk, unit, deputy] = await s.cast('committee', 'unit', 'deputy');
    await unit.open(s.life);
    await unit.does('登记进展', { text: '首批21台设备已经到位。', percent: '30' });
    // what was promised in the inquiry is done, the deputy says so, and the committee has looked
    await clerk.open(s.life);
    await unit.open(s.life);
    await unit.act('申报完成');
    await unit.set({ on: s.today, evidence: '首批21台设备验收单。' });
    await unit.send();
    await unit.done('申报完成');
    await deputy.open(s.life);
    await deputy.does('评价落实情况', { rating: 'satisfied' });
    await clerk.open(s.life);
    await clerk.act('核实销号');
    for (const box of await clerk.page.locator('form.actform textarea').all()) await box.fill('到两所卫生院看过，设备已投用。');
    await clerk.send();
    await clerk.done('核实销号');
    s.assert.match(await clerk.text(), /已兑现|已销号/, 'the promise is kept');
    for (const figure of ['look_current', 'look_kept']) await counted(s, clerk, figure);
    await s.reads(clerk, /计入的/);
  },

  async S29(s) {
    const [clerk, head, deputy, unit] = await s.cast('committee', 'committee_head', 'deputy', 'unit');
    const before = await counted(s, clerk, 'look_reworked', health);
    s.second = await handed(s, '0912', '关于方便群众就近购买慢性病药品的建议', {
      situation: '乡镇慢性病患者约3.2万人，购药要到县城。', analysis: '乡镇卫生院药品目录偏窄，配送周期长。', 'requests.0': '把常用慢性病药品配到乡镇卫生院。',
    });
    await unit.open(s.second);
    await unit.does('登记联系', { phase: 'before', way: 'phone', on: s.today, who: '邓向泉', rank: 'section', text: '电话听取代表意见。' });
    await deputy.open(s.second);
    await deputy.does('确认属实');
    await replied(s, s.second, '邵卫函〔示例〕92号', { opening: '感谢您的建议。', 'answers.0': '已扩大药品目录，乡镇卫生院可以预约配药。', class: 'A' });
    await rated(s, s.second, 'not_satisfied', '预约要等半个月，没有解决。');
    await clerk.open(s.second);
    await clerk.does('提出重办意见', { text: '答复与实际不符，建议重新办理。' });
    s.assert.ok(!(await clerk.offers()).includes('重新办理'), 'who advises does not decide');
    await head.open(s.second);
    await head.does('重新办理', { decision: '同意重新办理，与代表面谈后答复。' });
    await unit.open(s.second);
    s.assert.match(await unit.text(), /是否重办的决定[\s\S]*与代表面谈后答复/, 'the unit reads what was decided');
    await replied(s, s.second, '邵卫函〔示例〕93号', { opening: '感谢您的建议。', 'answers.0': '已转有关科室研究办理。', class: 'A' });
    await rated(s, s.second, 'basically');
    s.assert.equal(await counted(s, clerk, 'look_reworked', health), before + 1, 'handled again within its time counts');
    await s.reads(clerk, /计入的[\s\S]*慢性病药品/);
  },
};

const health = /卫生健康委员会/;

/** counted opens the list behind a figure of the four looks, of one unit or of the first that has one, and returns how many are counted in it. */
async function counted(s, v, figure, unit = /./) {
  await v.open('/looks');
  const link = v.page.locator('main tbody tr').filter({ hasText: unit }).locator(`a[href*="/${figure}?"]`).first();
  if (unit !== /./ && !(await link.count())) return 0; // nothing to count yet
  const [, n] = (await link.innerText()).match(/\((\d+)\/\d+\)/);
  await link.click();
  await v.arrived();
  s.assert.match(await v.text(), new RegExp(`计入的[\\s\\S]*${n}`), `${figure} opens the list of its ${n}`);
  return Number(n);
}
