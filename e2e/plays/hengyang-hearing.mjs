// Units look back, deputies judge them, six departments are questioned, and the year's reports are heard.
import { committees, heads, office, six } from './yanzhou.mjs';
import { proved } from './hengyang-opening.mjs';

const asked = [
  ['一些民生项目前期工作时间长，有什么办法？', '建立前期工作清单，按月调度。'],
  ['附一路口早晚高峰拥堵，怎么解决？', '优化信号配时，增设可变车道。', '完成附一路口改造', '高峰通行时间明显缩短'],
  ['雨污分流工程影响交通，能否缩短工期？', '分段施工、夜间作业，完工一段恢复一段。', '恢复主要路段通行', '主要路段围挡全部拆除'],
  ['高标准农田管护责任怎么落实？', '明确乡镇管护主体，列支管护经费。'],
  ['学校体育场馆什么时候向群众开放？', '分批开放，统一预约。'],
  ['部分乡镇居民医保参保率下降，如何提高？', '加强宣传，上门代办。', '参保率达到年度目标', '参保率达标'],
];

/** ticked finds the shares of a unit in order, but for the first few. */
async function ticked(v, without = 0) {
  await v.act('多件登记无问题');
  for (const box of (await v.page.locator('form.actform [name=in_order]').all()).slice(without)) await box.check();
  await v.send();
  await v.done('多件登记无问题');
}

/** meets holds a meeting on whose agenda bodies report, and hears every one of them. */
async function meets(s, title, body, on, items) {
  const [clerk, head] = await s.cast('committee', 'committee_head');
  await clerk.begin('agenda', 'draft_agenda');
  const rows = [];
  for (const [item, by] of items) rows.push({ item, reporter: await clerk.option('items.0.reporter', new RegExp(`^${by}$`)) });
  await clerk.set({ title, meeting_body: body, on });
  await clerk.lines('items', rows);
  await clerk.send();
  await clerk.done('拟定议程');
  const agenda = clerk.here();
  await head.open(agenda);
  await head.does('审定议程');
  await clerk.open(agenda);
  await clerk.does('登记会议', { on, present: '38' });
  for (let i = 0; i < items.length; i++) {
    await clerk.open(agenda);
    await clerk.part('登记听取');
    await clerk.set({ heard: '听取了报告。', opinion: '同意报告，继续抓好后续办理。' });
    await clerk.send();
    await clerk.done('登记听取');
  }
  await clerk.open(agenda);
  await clerk.does('办结议程');
  return agenda;
}

export const hearing = {
  async H06(s) {
    const [clerk, unit, boss] = await s.cast('committee', 'unit5', 'unit_head');
    await clerk.begin('lookback', 'open_lookback');
    await clerk.set({ until: s.day(20) });
    await clerk.send();
    await clerk.done('部署回头看');
    await unit.open('/year/lookback');
    const [back] = await unit.links(/^\/dossiers\/\d+$/);
    await unit.open(back);
    const points = await unit.links(/\/do\/check_point\?part=/);
    s.assert.equal(points.length, 4, 'the unit looks back at all that it handled');
    await unit.open(points[0]);
    await unit.set({ process: 'in_order', reply: 'to_mend', result: 'in_order', note: '答复中一处数据须核对。' });
    await unit.send();
    await unit.done('登记自查');
    await ticked(unit, 1);
    await boss.open(back);
    s.assert.ok(!(await boss.offers()).includes('确认具备评议条件'), 'what is to be mended holds the unit up');
    await boss.open(points[0]);
    await boss.set({ process: 'in_order', reply: 'in_order', result: 'in_order' });
    await boss.send();
    await boss.done('登记自查');
    await boss.does('确认具备评议条件');
    for (const { role } of heads) {
      const head = await s.as(role);
      head.blind = true; // the same pages again and again
      await head.open('/year/lookback');
      await head.open((await head.links(/^\/dossiers\/\d+$/))[0]);
      await ticked(head);
      await head.does('确认具备评议条件');
    }
    await clerk.open('/year/lookback?state=looking');
    s.assert.equal((await clerk.links(/^\/dossiers\/\d+$/)).length, 0, 'every unit has looked back');
    await boss.open(back);
    await s.reads(boss, /具备评议条件/);
    await proved(s, 4);
  },

  async H07(s) {
    const [clerk, ...deputies] = await s.cast('committee', 'deputy0', 'deputy1', 'deputy2');
    await clerk.begin('round', 'prepare_round');
    await clerk.set({ title: '建议办理工作满意度测评', on: s.today, until: s.day(10) });
    await clerk.send();
    await clerk.done('编制测评工作');
    const round = clerk.here();
    const head = await s.as('committee_head');
    await head.open(round);
    await head.does('开始测评');
    s.assert.doesNotMatch(await head.text(), /未就绪/, 'every unit has looked back before it is judged');
    for (const d of deputies) {
      await d.open(round);
      await d.act('填写评价');
      for (const mark of await d.page.locator('form.actform [value=satisfied]').all()) await mark.check();
      await d.press('提交评价');
      s.assert.match(await d.text(), /评价已保存/);
    }
    await clerk.open(round);
    await clerk.does('结束并汇总');
    await clerk.does('通报结果', { report: '领衔代表对承办单位的办理工作总体满意。' });
    await proved(s, 5);
    await clerk.open(round);
    await s.reads(clerk, /各单位评价/);
  },

  async H08(s) {
    const [clerk, head] = await s.cast('committee', 'committee_head');
    await clerk.begin('inquiry', 'plan_inquiry');
    await clerk.set({ title: '代表建议办理工作专题询问', meeting: '市十六届人大常委会会议', on: '2023-10-25', place: '市人大常委会会议厅' });
    await clerk.lines('units', six);
    await clerk.send();
    await clerk.done('拟定专题询问');
    const inquiry = clerk.here();
    await head.open(inquiry);
    await head.does('审定并通知');
    await clerk.open(inquiry);
    await clerk.does('登记询问会议', { on: '2023-10-25', present: '38', minutes: '六个部门主要负责人到会应询。' });
    for (const [i, [question, answer, words, result]] of asked.entries()) {
      await clerk.open(inquiry);
      await clerk.act('登记提问');
      await clerk.set({ asked_by: '一位常委会组成人员', unit: await clerk.option('unit', new RegExp(six[i])), question });
      await clerk.send();
      await clerk.done('登记提问');
      await clerk.part('登记应询');
      await clerk.set({ answered_by: '主要负责人', answer, ...(words && { 'pledges.0.words': words, 'pledges.0.result': result, 'pledges.0.due': s.day(30) }) });
      await clerk.send();
      await clerk.done('登记应询');
    }
    for (const i of [1, 2, 5]) {
      const unit = await s.as(`unit${i}`);
      await unit.open(inquiry);
      await unit.part('报告承诺落实情况');
      await unit.set({ report: '已按期完成，附验收材料。' });
      await unit.send();
      await unit.done('报告承诺落实情况');
    }
    for (let n = 0; n < 3; n++) {
      await clerk.open(inquiry);
      await clerk.part('承诺销号');
      if (await clerk.page.locator('form.actform').count()) await clerk.send();
    }
    await clerk.open(inquiry);
    await clerk.does('结束专题询问', { conclusion: '雨污分流工程影响交通、医保参保率、附一路口交通拥堵等热点难点问题得到解决。' });
    for (const name of six) s.assert.ok((await clerk.text()).includes(name), name);
    await proved(s, 6);
    await clerk.open(inquiry);
    await s.reads(clerk, /已销号/, 'section.card:has-text("应询人")');
  },

  async H09(s) {
    const [clerk] = await s.cast('committee');
    const agenda = await meets(s, '市人大常委会主任会议', 'chairmen', '2023-12-12', [...committees.map((name) => [`${name}关于对口联系单位建议办理及重点建议督办情况的报告`, name]), ['联工委关于党群系统和“不满意”件建议办理情况的报告', office]]);
    const special = await s.as('special0');
    await special.open('/reports/special');
    s.assert.match(await special.text('article.official'), /对口联系单位/);
    await clerk.open(agenda);
    await s.reads(clerk, /已听取/);
  },

  async H10(s) {
    const [clerk] = await s.cast('committee');
    await meets(s, '市十六届人大常委会会议', 'standing', '2023-12-27', [
      ['市人民政府关于代表建议办理情况的报告', '市人民政府'], ['市监察委员会关于代表建议办理情况的报告', '市监察委员会'], ['市中级人民法院关于代表建议办理情况的报告', '市中级人民法院'], ['市人民检察院关于代表建议办理情况的报告', '市人民检察院'],
      ['联工委关于代表建议办理及督办情况的报告', office],
    ]);
    await proved(s, 7);
    for (const [kind, n] of [['supervision', 3], ['court', 3], ['procuratorate', 3], ['committee', 376], ['government', 359]]) {
      await clerk.open(`/reports/${kind}`);
      s.assert.match(await clerk.text('article.official'), new RegExp(`${n}件`), kind);
    }
    await s.reads(clerk, /市人民政府/, 'article.official');
  },
};
