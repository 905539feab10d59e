// The years of the two cities in the order of the founding report, each step on its page, by those whose work it is; at the end the year's figures.
const steps = [
  ['committee', '/year/training', /代表培训/], ['committee', '/year/push', /信息推送/], ['deputy', '/reading', /阅读/], ['committee', '/year/topiclib', /选题库/],
  ['committee', '/year/periodical', /报刊订阅/], ['committee', '/year/briefing', /会前知情知政/], ['county', '/county-checks', /初审/], ['committee', '/year/plan', /督办工作计划/],
  ['committee', '/year-work/division', /督办分工/], ['committee', '/year/key', /重点督办建议/], ['congress_leader', '/leader-desk', /批/], ['special', '/year/visit', /督办活动/],
  ['committee', '/year/topic', /专项监督课题/], ['committee', '/year/inquiry', /专题询问/], ['committee', '/year/vote', /满意度测评/], ['committee', '/year/deliberation', /审议意见/],
  ['committee', '/year/survey', /第三方调查/], ['committee', '/looks', /./], ['committee', '/year/found', /./], ['unit', '/year/lookback', /回头看/],
  ['committee', '/year/round', /承办单位测评/], ['committee', '/year/agenda', /会议议程/], ['committee', '/reports', /报告/], ['committee', '/year/scoring', /量化考核/],
  ['committee', '/year/award', /评选表彰/], ['committee', '/year/campaign', /活动方案/], ['committee', '/year/inspection', /代表视察/], ['committee', '/year/press', /新闻报道/],
  ['congress_leader', '/screen', /./],
];

export default {
  name: 'the years of the two cities, step by step, to the figures of the report',
  async run(world, assert) {
    for (const [role, path, says] of steps) {
      const v = await world.as(role);
      await v.open(path);
      assert.match(await v.text(), says, `${role} ${path}`);
    }
    const clerk = await world.as('committee');
    await clerk.open('/year/plan');
    await clerk.open((await clerk.links(/^\/dossiers\/\d+$/))[0]);
    assert.match(await clerk.text(), /上门督办/, 'the plan goes from door to door');
    await clerk.find('/suggestions?state=reviewing', '退回修改');
    await clerk.act('退回修改');
    assert.match(await clerk.text(), /退回/);
    await clerk.open('/years/2023');
    const year = await clerk.text();
    for (const figure of ['376', '155', '41.2%', '208', '55.3%', '13', '3.5%', '96.5%', '100%', '359', '16', '52', '20', '15']) assert.ok(year.includes(figure), `the year says ${figure}`);
  },
};
