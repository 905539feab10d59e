// The year begins: the plan and who answers for it, the hand-over, the key lists, the big supervision.
import { brings, committees, six, year } from './yanzhou.mjs';

/** proved closes an item of the campaign on what the year's work has made of it. */
export async function proved(s, part) {
  const clerk = await s.as('committee');
  await clerk.open(`${s.campaign}/do/finish_item?part=${part}`);
  await clerk.set({ note: '佐证齐备。' });
  await clerk.send();
  await clerk.done('销号');
}

/** chosen puts suggestions on the key list as one item: nominated by one, proposed by another, decided by the chairman's meeting. */
async function chosen(s, by, title, from, to, level, special) {
  const [clerk, head] = await s.cast('committee', 'committee_head');
  const v = await s.as(by);
  await v.begin('key', 'nominate_key');
  v.blind = true; // the same page again and again
  const listed = await v.page.locator('[id="f-cases-list"] option').evaluateAll((l) => l.map((o) => o.value));
  await v.set({ title, criteria: ['overall', 'public'], reason: '事关全局、群众普遍关心、有重要影响。' });
  await v.lines('cases', listed.slice(from, to));
  await v.send();
  await v.done('提名重点建议');
  const key = v.here();
  v.blind = false;
  await clerk.open(key);
  await clerk.act('拟定督办和领办人选');
  await clerk.set({ key_level: level, special: await clerk.option('special', new RegExp(special)), ...(level === 'leader' && { leader: { index: 1 }, gov_leader: { index: 1 } }) });
  await clerk.send();
  await clerk.done('拟定督办和领办人选');
  await head.open(key);
  await head.does('登记主任会议决定', { meeting_on: '2023-03-10', meeting: '市人大常委会主任会议' });
  return key;
}

export const opening = {
  async H01(s) {
    const [clerk] = await s.cast('committee');
    s.campaign = await clerk.files('campaign', 'draft_campaign', { title: '2023年“代表建议办理年”活动方案', template: 'hengyang', aim: '推动办理工作务实见效。' });
    await clerk.act('组成工作专班');
    const member = (name) => clerk.option('team.0.member', name);
    await clerk.lines('team', [
      { member: await member(/韩守正/), team_role: 'head', duty: '统筹活动方案的组织实施' }, { member: await member(/许知行/), team_role: 'liaison', duty: '联络承办单位、汇总佐证' },
      { member: await member(/程明远/), team_role: 'member', duty: '组织对口联系单位督办' },
    ]);
    await clerk.send();
    await clerk.done('组成工作专班');
    await clerk.does('登记专班会议', { on: '2023-01-18', title: '工作专班第一次会议', text: '明确各项活动的责任人和完成期限。' });
    await clerk.open(`${s.campaign}/team`);
    await s.reads(clerk, /韩守正[\s\S]*许知行/);
  },

  async H02(s) {
    const [clerk, head] = await s.cast('committee', 'committee_head');
    for (let part = 1; part <= 10; part++) {
      clerk.blind = part > 1;
      await clerk.open(`${s.campaign}/do/assign_item?part=${part}`);
      await clerk.set({ chief: await clerk.option('chief', /陆怀民/), vice: await clerk.option('vice', /薛致和/), section: await clerk.option('section', /韩守正/), handler: await clerk.option('handler', part === 3 ? /程明远/ : /许知行/) });
      await clerk.send();
      await clerk.done('落实责任');
    }
    clerk.blind = false;
    await clerk.open(s.campaign);
    await clerk.does('送审方案');
    await head.open(s.campaign);
    await head.does('审定方案');
    s.assert.match(await head.text(), /开展中/);
    await s.reads(head, /陆怀民[\s\S]*薛致和[\s\S]*韩守正[\s\S]*许知行/, 'main section.card:nth-of-type(2)');
  },

  async H03(s) {
    const [clerk, head] = await s.cast('committee', 'committee_head');
    await clerk.open(`${s.campaign}/do/finish_item?part=1`);
    await clerk.set({ note: '已经完成。' });
    await clerk.send();
    s.assert.match(await clerk.text('.error-summary'), /至少要/, 'nothing finishes an item but what proves it');
    await brings(clerk, 'suggestions', year(), s.assert, /376/);
    await clerk.open('/handover');
    await clerk.press('编制交办会清单');
    const list = clerk.here();
    await clerk.page.locator('main form [name=title]').fill('2023年代表建议交办会清单');
    await clerk.press('保存清单');
    await clerk.press('送审');
    await head.open(list);
    await head.press('审定并交办');
    await clerk.open(list);
    await clerk.page.locator('[name=attendance]').fill('市委常委、市人民政府常务副市长，市中级人民法院院长，市人民检察院检察长，市委常务副秘书长，市政府工作部门负责人。');
    await clerk.page.locator('[name=minutes]').fill('交办代表建议359件，部署办理工作。');
    await clerk.press('登记交办会');
    await proved(s, 1);
    await clerk.open(`${s.campaign}/progress`);
    s.assert.match(await clerk.text(), /会上交办建议 359/);
    await clerk.open(list);
    await s.reads(clerk, /常务副市长[\s\S]*359/);
  },

  async H04(s) {
    const [clerk] = await s.cast('committee');
    const themes = ['雨污分流和交通组织', '居民医保和公共服务', '路口交通拥堵治理', '农村饮水和农田管护'];
    s.leaders = [];
    for (const [i, title] of themes.entries()) s.leaders.push(await chosen(s, 'committee', title, i * 4, i * 4 + 4, 'leader', committees[i]));
    for (const [i, special] of committees.entries()) { // each sees the suggestions of the departments matched with it: 11 + 11 + 10 + 10 + 10, none of the sixteen
      await chosen(s, `special${i}`, `${special}督办的重点建议`, -(i < 2 ? 11 : 10), undefined, 'committee', special);
    }
    for (const [query, n] of [['key=leader', 16], ['key=committee', 52]]) {
      await clerk.open(`/suggestions?${query}`);
      s.assert.match(await clerk.text(), new RegExp(`${n} ?件`), query);
    }
    await proved(s, 2);
    await clerk.open('/year/key');
    await s.reads(clerk, /督办/);
  },

  async H05(s) {
    const [clerk, leader] = await s.cast('committee', 'congress_leader');
    for (const [i, by] of ['special0', 'special1', 'special2', 'special3', 'special4'].entries()) {
      const v = await s.as(by);
      await v.begin('visit', 'plan_visit');
      await v.set({ title: '对口联系单位建议办理督办', form: 'door', on: '2023-05-16', unit: await v.option('unit', new RegExp([six[0], six[2], six[4], six[3], six[1]][i])), gov_too: 'yes' });
      await v.send();
      await v.done('安排督办活动');
      await v.does('登记活动情况', { on: '2023-05-16', findings: '逐件过问，办理责任已落实。' });
    }
    await clerk.begin('visit', 'plan_visit');
    await clerk.set({ title: '党群系统建议办理督办', form: 'door', on: '2023-06-06', unit: await clerk.option('unit', /市总工会/) });
    await clerk.send();
    await clerk.done('安排督办活动');
    await clerk.does('登记活动情况', { on: '2023-06-06', findings: '党群系统承办的建议均按期办理。' });
    const plans = await s.as('special0');
    await plans.open(s.leaders[0]);
    await plans.does('制定督办方案', { aim: '工程不误交通。', 'steps.0.on': '2023-06-13', 'steps.0.form': 'site', 'steps.0.text': '现场查看雨污分流工程' });
    await clerk.begin('visit', 'plan_visit');
    await clerk.set({ title: '领导督办重点处理建议', form: 'site', on: '2023-06-13', unit: await clerk.option('unit', new RegExp(six[2])), leader: await clerk.option('leader', /陆怀民/), key: await clerk.option('key', /雨污分流/) });
    await clerk.send();
    await clerk.done('安排督办活动');
    await clerk.does('登记活动情况', { on: '2023-06-13', findings: '现场查看雨污分流工程。', opinion: '分段施工，尽快恢复交通。' });
    await leader.open('/leader-desk');
    s.assert.match(await leader.text(), /雨污分流和交通组织/, 'the leader has the own list');
    await proved(s, 3);
    await clerk.open('/year-work/division');
    await s.reads(clerk, /首次评价不满意/);
  },
};
