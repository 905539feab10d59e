// Guidance at the source: what deputies are taught and given to know, and how a suggestion is checked until it is good.
import { pdf } from '../lib/papers.mjs';
import { accepted } from './shaoyang-case.mjs';

const title = '关于加强乡镇医院建设的建议';

/** guide writes a piece of information, lets the head send it and the deputy read it. */
async function guide(s, values) {
  const [clerk, head, deputy] = await s.cast('committee', 'committee_head', 'deputy');
  const push = await clerk.files('push', 'draft_push', values);
  await head.open(push);
  await head.does('推送');
  await deputy.open('/reading');
  await deputy.follow(values.title, 'main');
  await deputy.press('开始阅读');
  await deputy.press('读完');
  return push;
}

export const source = {
  async S01(s) {
    const [clerk, deputy] = await s.cast('committee', 'deputy');
    for (const [training_sort, training_way, name] of [['first', 'offline', '新任代表初任培训'], ['duty', 'online', '代表履职线上学习'], ['special', 'group', '代表小组专题培训']]) {
      await clerk.files('training', 'draft_training', { title: name, training_sort, training_way, aim: '分层分类培训，提高履职能力。', files: pdf(`${name}讲义.pdf`) });
      await clerk.does('安排课次', { title: name, on: s.today, place: training_way === 'online' ? '线上' : '市人大常委会机关' });
      await clerk.does('通知代表');
    }
    await deputy.open('/reading');
    s.assert.match(await deputy.text(), /新任代表初任培训|代表小组专题培训/, 'deputies are told of what is taught to them');
    await deputy.follow('代表履职线上学习', 'main'); // learning on line: what is read counts
    await deputy.press('开始阅读');
    await deputy.press('读完');
    await clerk.open('/year/training');
    await s.reads(clerk, /代表小组专题培训[\s\S]*代表履职线上学习[\s\S]*新任代表初任培训/);
  },

  async S02(s) {
    const [clerk, deputy] = await s.cast('committee', 'deputy');
    const training = await clerk.files('training', 'draft_training', { title: '怎样提好议案建议专题培训班', training_sort: 'special', training_way: 'offline', aim: '重点辅导怎样提好议案建议。', files: pdf('怎样提好议案建议.pdf') });
    for (const name of ['第一期：选题与调研', '第二期：怎样写清事实', '第三期：怎样提出办法', '第四期：一事一议']) await clerk.does('安排课次', { title: name, on: s.today, place: '市人大常委会机关' });
    await clerk.does('通知代表');
    await deputy.open('/reading');
    s.assert.match(await deputy.text(), /怎样提好议案建议专题培训班/, 'the deputy is told');
    for (let n = 0; n < 4; n++) {
      await clerk.open(training);
      await clerk.part('登记到课');
      await clerk.set({ on: s.today, present_count: '60' });
      await clerk.send();
    }
    await clerk.does('结束培训', { text: '四期培训班全部办结。' });
    await s.reads(clerk, /第一期[\s\S]*第四期/, 'section.card:has-text("到课人数")');
  },

  async S03(s) {
    const [clerk] = await s.cast('committee');
    const push = await guide(s, { title: '应知应会：建议要一事一议', push_sort: 'must_know', push_ways: ['site', 'account'], body: '一件建议只提一件事，事实清楚，办法可行。' });
    await clerk.open(push);
    await clerk.does('登记公众号推送', { on: s.today, account_name: '邵衡人大', account_title: '建议要一事一议', reads: '126' });
    await s.reads(clerk, /邵衡人大/);
  },

  async S04(s) {
    const [clerk] = await s.cast('committee');
    await guide(s, { title: '人大工作：常委会近期工作', push_sort: 'congress', push_ways: ['site'], body: '常委会近期听取和审议专项工作报告。' });
    const push = await guide(s, { title: '市情政务：上半年经济社会发展情况', push_sort: 'city', push_ways: ['site'], body: '上半年经济运行和民生实事进展情况。' });
    await clerk.open(`${push}/readers`);
    await s.reads(clerk, /已读1人/);
  },

  async S05(s) {
    const [clerk] = await s.cast('committee');
    await clerk.begin('periodical', 'order_periodical');
    await clerk.set({ title: '人民代表报', from: s.today, to: s.day(300), copies: '3' });
    await clerk.send();
    s.assert.ok(await clerk.page.locator('.error-summary').count(), 'every deputy gets one');
    await clerk.set({ copies: '600' });
    await clerk.send();
    await clerk.done('订阅报刊');
    await clerk.does('登记投递', { on: s.today });
    await s.reads(clerk, /已投递/);
  },

  async S06(s) {
    const [clerk, deputy] = await s.cast('committee', 'deputy');
    const before = (briefing_sort, title, unit) => clerk.files('briefing', 'plan_briefing', { title, briefing_sort, on: s.today, place: '市人大常委会机关', body: '会前知情知政。', ...(unit && { 'units.0': unit }) });
    await before('inspection', '会前集中视察', '邵衡市卫生健康委员会');
    await clerk.does('登记开展情况', { on: s.today, minutes: '代表分组视察了六个项目。' });
    await before('hearing', '听取主要部门工作汇报', '邵衡市财政局');
    await clerk.does('登记开展情况', { on: s.today, minutes: '代表听取了主要部门的工作汇报。' });
    const briefing = await before('material', '大会参阅资料');
    await clerk.does('寄发资料', { files: pdf('参阅资料汇编.pdf') });
    await deputy.open(`${briefing}/read`);
    s.assert.ok((await deputy.links(/\/files\//)).length, 'the deputy has the material');
    // what deputies may take up is offered to them
    s.topic = await clerk.files('topiclib', 'draft_topic', { title, background: '乡镇卫生院设备老化、人员不足。', angle: '设备、人员、药品三项补齐。', until: s.day(90) });
    await clerk.does('发布选题');
    await clerk.open(briefing);
    await s.reads(clerk, /参阅资料汇编/);
  },

  async S07(s) {
    const [deputy, county, clerk] = await s.cast('deputy', 'county', 'committee');
    await deputy.open(s.topic);
    await deputy.does('选用此题');
    await deputy.open('/suggestions');
    await deputy.follow(title, 'main');
    s.life = deputy.here().match(/^\/suggestions\/\d+/)[0];
    await deputy.open(`${s.life}/write`);
    await deputy.set({ situation: '全市乡镇卫生院有114所，部分没有彩超和救护车。', analysis: '投入不足，执业医师偏少。', 'requests.0': '三年内补齐基本设备。', origin: 'research', publish: 'full' });
    await deputy.send();
    await deputy.open(s.life);
    await deputy.does('提交');
    const checked = async () => {
      await clerk.open('/county-checks');
      return clerk.page.locator('main tbody tr').evaluateAll((rows) => rows.map((r) => r.innerText.replace(/\s+/g, ' ')));
    };
    const before = await checked();
    await county.open(s.life);
    await county.does('初审通过');
    await clerk.open(s.life);
    s.assert.match(await clerk.text(), /初审通过/);
    const after = await checked();
    s.assert.equal(after.filter((row, i) => row !== before[i]).length, 1, 'the check counts for the county that made it, and for no other');
    await s.reads(clerk, /初审/);
  },

  async S08(s) {
    const [deputy, county, clerk, head] = await s.cast('deputy', 'county', 'committee', 'committee_head');
    await clerk.open(s.life);
    await clerk.does('退回修改', { reasons: ['unclear_facts'], 'marks.0': '执业医师偏少', note: '请写明缺多少人，并建议补充办法。' });
    await deputy.open(s.life);
    s.assert.match(await deputy.text(), /请写明缺多少人/);
    await deputy.open(`${s.life}/write`);
    await deputy.set({ analysis: '投入不足，执业医师缺280人。', 'requests.0': '三年内补齐基本设备，每年定向培养医师。' });
    await deputy.press('提交', 'form.actform .buttons');
    await deputy.send();
    await county.open(s.life);
    if ((await county.offers()).includes('初审通过')) await county.does('初审通过');
    await clerk.open(`${s.life}/versions/1`);
    await s.reads(clerk, /280/, 'article');
    await accepted(s, s.life, '0911');
    await head.open(s.life);
    await head.does('交办');
  },
};
