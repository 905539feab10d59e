// Supervision over the whole chain: the plan, the key list, the joint ways, the inquiry in October, the vote and the opinion.
const health = /卫生健康委员会/;

/** pledged puts a question to a department and takes the promise from its answer. */
async function pledged(s, v, unit, question, answer, promise, about) {
  await v.does('登记提问', { asked_by: '一位常委会组成人员', unit, question, ...about });
  await v.part('登记应询');
  await v.set({ answered_by: '主要负责人', answer, 'pledges.0.words': promise, 'pledges.0.result': '现场可查看', 'pledges.0.due': s.day(60) });
  await v.send();
  await v.done('登记应询');
}

export const supervision = {
  async S09(s) {
    const [clerk, head, leader, special] = await s.cast('committee', 'committee_head', 'congress_leader', 'special');
    await clerk.begin('plan', 'draft_plan');
    await clerk.set({
      title: '代表建议督办工作计划', aim: '把建议督办列入常委会工作计划，领导带队，逐一上门。', 'lines.0.unit': await clerk.option('lines.0.unit', health), 'lines.0.form': 'inspection',
      'lines.0.leader': await clerk.option('lines.0.leader', await named(leader)), 'lines.0.special': await clerk.option('lines.0.special', await housed(special)), 'lines.0.on': s.today, 'lines.0.team': '代表五人',
    });
    await clerk.send();
    await clerk.done('编制督办计划');
    s.plan = clerk.here();
    await clerk.does('按承办件次排定上门督办', { units_count: '24', from: s.day(1), every: '2' });
    await clerk.does('送审计划');
    await head.open(s.plan);
    await head.does('审定计划');
    await s.reads(head, /计划已审定[\s\S]*列入常委会工作计划/, 'section.card:has-text("计划安排")');
  },

  async S10(s) {
    const [clerk, unit, leader] = await s.cast('committee', 'unit', 'congress_leader');
    await clerk.begin('visit', 'plan_visit');
    await clerk.set({
      title: '常委会领导带队视察乡镇卫生院建设', form: 'inspection', on: s.today, place: '东部三个乡镇', unit: await clerk.option('unit', health), leader: await clerk.option('leader', await named(leader)),
      'deputies.0': await clerk.option('deputies'), 'cases.0': await clerk.option('cases', /^0911 /),
    });
    await clerk.send();
    await clerk.done('安排督办活动');
    const visit = clerk.here();
    await clerk.does('登记活动情况', { on: s.today, findings: '实地看了四所乡镇卫生院，设备缺口明显。', opinion: '先补急救设备。', 'orders.0.text': '报送设备缺口清单', 'orders.0.due': s.day(10) });
    await unit.open(visit);
    await unit.part('报告落实情况');
    await unit.set({ report: '清单已报，缺口共63台。' });
    await unit.send();
    await clerk.open(visit);
    await clerk.part('销号');
    if (await clerk.page.locator('form.actform').count()) await clerk.send();
    await clerk.open(visit);
    await s.reads(clerk, /清单已报[\s\S]*已销号|已销号[\s\S]*清单已报/);
  },

  async S11(s) {
    const [clerk, head, special] = await s.cast('committee', 'committee_head', 'special');
    await clerk.open('/year/key');
    let whole = '';
    for (const item of await clerk.links(/^\/dossiers\/\d+$/)) {
      await clerk.open(item);
      if (/全团建议/.test((whole = await clerk.text()))) break;
    }
    s.assert.match(whole, /全团建议/, "a whole delegation's suggestion has entered by the pack, without nomination");
    await special.begin('key', 'nominate_key');
    await special.set({ title: '加强乡镇医院建设', 'cases.0': await special.option('cases', /^0911 /), criteria: ['overall', 'public'], reason: '事关全局，群众普遍关心。' });
    await special.send();
    await special.done('提名重点建议');
    s.key = special.here();
    await clerk.open(s.key);
    await clerk.act('拟定督办和领办人选');
    const [leader, gov] = await s.cast('congress_leader', 'gov_leader');
    await clerk.set({ key_level: 'leader', leader: await clerk.option('leader', await named(leader)), gov_leader: await clerk.option('gov_leader', await named(gov)), special: await clerk.option('special', await housed(special)) });
    await clerk.send();
    await clerk.done('拟定督办和领办人选');
    await clerk.does('征求意见', { until: s.day(3) });
    const [unit] = await s.cast('unit');
    await unit.open(s.key);
    await unit.follow('反馈意见', 'main table');
    await unit.set({ view_stand: 'agree' });
    await unit.send();
    await head.open(s.key);
    await head.does('登记主任会议决定', { meeting_on: s.today, meeting: '市人大常委会主任会议' });
    await s.reads(head, /督办/);
    await head.open(s.life);
    s.assert.match(await head.text(), /重点/, 'the suggestion bears the mark');
  },

  async S12(s) {
    const [special] = await s.cast('special');
    await special.open(s.key);
    await special.does('制定督办方案', {
      aim: '三年内补齐设备和人员，代表和群众满意。', 'steps.0.on': s.today, 'steps.0.form': 'site', 'steps.0.text': '组织承办单位与代表现场见面', 'steps.1.on': s.day(60), 'steps.1.form': 'meeting', 'steps.1.text': '听取办理情况',
    });
    await s.reads(special, /组织承办单位与代表现场见面/);
  },

  async S13(s) {
    const [unit, deputy, special] = await s.cast('unit', 'deputy', 'special');
    await unit.open(s.life);
    await unit.does('签收');
    await unit.does('制定办理方案', { plan: '逐院摸底，分批补齐。', 'people.0.name': '周峰' });
    await special.begin('visit', 'plan_visit');
    await special.set({ title: '乡镇医院建设现场见面会', form: 'site', on: s.today, place: '项目现场', unit: await special.option('unit', health), 'deputies.0': await special.option('deputies', await named(deputy)), 'cases.0': await special.option('cases', /^0911 /), key: await special.option('key', /加强乡镇医院建设/) });
    await special.send();
    await special.done('安排督办活动');
    const visit = special.here();
    await special.does('登记活动情况', { on: s.today, findings: '承办单位与代表现场见面，逐项核对进度。', opinion: '每月向代表通报一次。' });
    await unit.open(s.life);
    await unit.does('登记联系', { phase: 'before', way: 'site', on: s.today, who: '邓向泉', rank: 'section', text: '现场见面，听取代表意见。' });
    await deputy.open(s.life);
    await deputy.does('确认属实');
    await special.open(s.key);
    s.assert.match(await special.text(), /乡镇医院建设现场见面会/, 'the step of the plan is carried out');
    await special.open(visit);
    await s.reads(special, /逐项核对进度/);
  },

  async S14(s) {
    const [special, head, clerk, county, town] = await s.cast('special', 'committee_head', 'committee', 'county_head', 'town_head');
    await special.begin('topic', 'propose_topic');
    await county.open('/');
    const asked = new RegExp((await county.serves()).slice(0, 3)); // the county as the city names its congress
    await special.set({
      title: '基层医疗服务能力专项监督', from_year: String(s.year), to_year: String(s.year + 2), special: await special.option('special', await housed(special)), aim: '市县乡三级联动，同题共答，连续三年。', 'lower.0.body': await special.option('lower.0.body', asked), 'lower.0.asked': '同题监督本县乡镇卫生院。',
      'cases.0': await special.option('cases', /^0911 /),
    });
    await special.send();
    await special.done('提出专项监督课题');
    const topic = special.here();
    await head.open(topic);
    await head.does('审定课题');
    s.assert.match(await head.text(), /已邀请/);
    s.assert.equal(await county.status(topic), 404, 'the city keeps its own papers');
    // the county takes part and asks its township, which takes part in its turn
    const joins = async (v, answer) => {
      await v.open('/year/topic?state=offered');
      await v.follow('基层医疗服务能力专项监督', 'main');
      await v.does('参加联动', { answer });
      return v.here();
    };
    const countys = await joins(county, '同意参加，由教科文卫委负责。');
    await county.act('邀请下级人大联动');
    await county.set({ 'lower.0.body': await county.option('lower.0.body'), 'lower.0.asked': '核对本镇卫生院设备和人员。' });
    await county.send();
    await county.done('邀请下级人大联动');
    await joins(town, '同意参加，由镇人大主席牵头。');
    // the answers go up, level by level
    await town.does('报告年度监督情况', { year: String(s.year), text: '镇卫生院缺设备三件、全科医生两名。' });
    await county.open(countys);
    s.assert.match(await county.text(), /同意参加，由镇人大主席牵头[\s\S]*镇卫生院缺设备三件/, 'the county reads what its township found');
    await county.does('报告年度监督情况', { year: String(s.year), text: '全县缺口已摸清，含黄潭镇设备三件。' });
    await special.open(topic);
    s.assert.match(await special.text(), /同意参加，由教科文卫委负责[\s\S]*全县缺口已摸清/, 'the city reads what the county found');
    await special.does('报告年度监督情况', { year: String(s.year), text: '全市缺口已摸清，首批设备到位。' });
    await special.act('报告年度监督情况');
    await special.set({ year: String(s.year + 1), text: '提前报告。' });
    await special.send();
    s.assert.ok(await special.page.locator('.error-summary').count(), 'nothing is reported of a year that has not come');
    await clerk.open('/year/topic');
    await clerk.follow('乡镇卫生院服务能力建设专项监督', 'main'); // a topic in its second year, in which a county has reported
    const second = clerk.here();
    await county.open('/year/topic');
    await county.follow('乡镇卫生院服务能力建设专项监督', 'main');
    await county.does('报告年度监督情况', { year: String(s.year), text: '六所完成更新，今年再补两所。' });
    await clerk.open(second);
    await s.reads(clerk, new RegExp(`${s.year - 1}[\\s\\S]*${s.year + 1}[\\s\\S]*六所完成更新`), 'section.card:has-text("市县乡联动")');
  },

  async S15(s) {
    const [clerk, leader, deputy] = await s.cast('committee', 'congress_leader', 'deputy');
    await clerk.begin('visit', 'plan_visit');
    await clerk.set({
      title: '第一代表小组主题活动', form: 'group', on: s.today, unit: await clerk.option('unit', health), group: { index: 1 }, leader: await clerk.option('leader', await named(leader)), 'deputies.0': await clerk.option('deputies', await named(deputy)),
      'cases.0': await clerk.option('cases', /^0911 /),
    });
    await clerk.send();
    await clerk.done('安排督办活动');
    await clerk.does('登记活动情况', { on: s.today, findings: '小组代表实地察看。', minutes: '与承办单位座谈。', opinion: '年内先完成三所乡镇医院改造。' });
    const activity = clerk.here();
    const [unit] = await s.cast('unit');
    await unit.open(activity);
    s.assert.match(await unit.text(), /年内先完成三所乡镇医院改造/, 'the unit reads what it is to do');
    await clerk.open(activity);
    await s.reads(clerk, /年内先完成三所乡镇医院改造/);
  },

  async S16(s) {
    const [clerk, gov] = await s.cast('committee', 'gov_office');
    await clerk.open(s.plan);
    await clerk.does('生成督办活动');
    const lines = clerk.page.locator('main table').filter({ hasText: '会同政府办公室' });
    s.assert.ok(await lines.locator('a[href^="/dossiers/"]').count() > 20, 'the lines lead to the visits made of them');
    await s.reads(clerk, /上门督办/, 'main table');
    await clerk.open(`/year/visit?q=${encodeURIComponent('代表建议督办工作计划')}`);
    const n = Number((await clerk.text()).match(/(\d+)项/)[1]);
    s.assert.ok(n > 20, `more than twenty units are visited, not ${n}`);
    const doors = await clerk.links(/^\/dossiers\/\d+$/);
    await gov.open(doors[3]);
    s.assert.match(await gov.text(), /上门督办/, 'the government office goes along');
    await clerk.open(doors[3]);
    await clerk.act('登记活动情况');
    await clerk.set({ on: s.today, 'deputies.0': await clerk.option('deputies'), findings: '逐件过问，三件进度偏慢。', 'orders.0.text': '逐件报送时间表', 'orders.0.due': s.day(12) });
    await clerk.send();
    await clerk.done('登记活动情况');
    s.assert.match(await clerk.text(), /待落实/);
  },

  async S17(s) {
    const [leader, unit, gov] = await s.cast('congress_leader', 'unit', 'gov_leader');
    const instructs = async (v, text, report) => {
      await v.open('/leader-desk');
      await v.follow('加强乡镇医院建设', 'main');
      await v.does('批示', { text, due: s.day(15) });
      await unit.open(s.key);
      s.assert.ok((await unit.text()).includes(text), 'the unit reads what it was told');
      await unit.part('报告批示落实情况');
      await unit.set({ report });
      await unit.send();
      await v.open(s.key);
      await v.part('阅结');
      if (await v.page.locator('form.actform').count()) await v.send();
      await v.open(s.key);
      s.assert.match(await v.text(), new RegExp(`${report.slice(0, 6)}[\\s\\S]*已阅结`));
    };
    await instructs(leader, '请教科文卫委每月到现场一次。', '现场督办安排已报教科文卫委。');
    await instructs(gov, '请列出时间表，我来协调资金。', '时间表已报市政府，资金列入预算。');
    await gov.open('/leader-desk');
    await s.reads(gov, /加强乡镇医院建设/);
  },

  async S18(s) {
    const [clerk, head] = await s.cast('committee', 'committee_head');
    await clerk.begin('inquiry', 'plan_inquiry');
    await clerk.set({ title: '重点建议办理专题询问', meeting: '市人大常委会会议', on: s.today, place: '会议厅', 'units.0': await clerk.option('units', health), 'cases.0': await clerk.option('cases', /^0911 /), topic: '重点建议办理情况。' });
    await clerk.send();
    await clerk.done('拟定专题询问');
    s.inquiry = clerk.here();
    await head.open(s.inquiry);
    await head.does('审定并通知');
    await clerk.open(s.inquiry);
    await clerk.does('登记询问会议', { on: s.today, present: '36' });
    await clerk.act('登记提问');
    const [unit, about] = [await clerk.option('unit', health), await clerk.option('case', /^0911 /)];
    await clerk.open(s.inquiry);
    await pledged(s, clerk, unit, '乡镇医院的设备什么时候补齐？', '已列入预算，分批到位。', '两个月内首批设备到位', { case: about });
    await s.reads(clerk, /已列入承诺台账/, 'section.card:has-text("应询人")');
    await clerk.open(s.life);
    s.assert.match(await clerk.text(), /两个月内首批设备到位/, 'the promise stands in the ledger of the suggestion');
  },

  async S19(s) {
    const [clerk, head, ...members] = await s.cast('committee', 'committee_head', 'deputy', 'cosigner', 'congress_leader');
    await clerk.begin('vote', 'prepare_vote');
    const three = [];
    for (const m of members) three.push(await clerk.option('members', await named(m)));
    const rows = await clerk.page.locator('[name^="members."]').evaluateAll((l) => l.map((i) => i.name));
    await clerk.set({ title: '全部重点建议办理情况满意度测评', on: s.today, vote_rule: 'cast', all_keys: 'yes', ...Object.fromEntries(rows.map((name, i) => [name, three[i] ?? ''])) });
    await clerk.send();
    await clerk.done('编制测评');
    s.vote = clerk.here();
    s.assert.match(await clerk.text(), /加强乡镇医院建设/);
    await head.open(s.vote);
    await head.act('开启投票');
    for (const box of await head.page.locator('[name=present]').all()) await box.check();
    await head.send();
    for (const m of members) {
      await m.open(`${s.vote.replace('/dossiers/', '/votes/')}/ballot`);
      for (const mark of await m.page.locator('[name^="line."][value=satisfied]').all()) await mark.check();
      await m.press('核对所选');
      await m.press('提交选票');
      s.assert.match(await m.text(), /您的票已收到/);
    }
    await clerk.open(s.vote);
    await clerk.does('结束投票并计票');
    await s.reads(clerk, /测评结果/, 'main section.card');
  },

  async S20(s) {
    const [clerk, head, personnel] = await s.cast('committee', 'committee_head', 'org_dept');
    await head.open(s.vote);
    await head.does('登记宣布结果', { announced_on: s.today, meeting: '市人大常委会会议' });
    await head.does('公告结果');
    await clerk.open(s.vote);
    await clerk.does('送组织部门', { letter_no: '邵衡人联函〔示例〕11号', letter_text: '请作为考核承办单位的参考。' });
    await personnel.open(s.vote);
    s.assert.match(await personnel.text(), /邵衡人联函〔示例〕11号/);
    const anybody = await s.world.visitor();
    await anybody.open('/public');
    await anybody.follow('全部重点建议办理情况满意度测评', 'main');
    await s.reads(anybody, /满意/);
  },

  async S21(s) {
    const [clerk, head, gov] = await s.cast('committee', 'committee_head', 'gov_office');
    await clerk.begin('deliberation', 'draft_deliberation');
    await clerk.set({ title: '关于重点建议办理情况的审议意见', meeting: '市人大常委会会议', inquiry: await clerk.option('inquiry', /重点建议办理专题询问/), text: '对应询承诺逐项列出时间表，加强跨部门协调。' });
    await clerk.send();
    await clerk.done('起草审议意见');
    const opinion = clerk.here();
    await head.open(opinion);
    await head.does('转交审议意见', { number: '邵衡人常函〔示例〕19号', due: s.day(45) });
    await gov.open(opinion);
    await gov.does('报告研究处理情况', { report: '逐项列出时间表，责任到人，报告附清单。' });
    await clerk.open(opinion);
    await clerk.does('登记满意', { heard_at: '市人大常委会会议' });
    await s.reads(clerk, /责任到人/);
  },
};

/** named matches how lists write a person; housed matches the body that the person serves. */
export async function named(v) {
  if (v.page.url() === 'about:blank') await v.open('/');
  return new RegExp(await v.called());
}
export async function housed(v) {
  if (v.page.url() === 'about:blank') await v.open('/');
  return new RegExp(await v.serves());
}
