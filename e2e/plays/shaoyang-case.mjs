// What happens to a suggestion of the play again and again: how it gets to its unit, and how the unit answers it.

/** handed writes a suggestion and takes it through the check and the hand-over to the health commission, which signs for it. It returns its page. */
export async function handed(s, number, title, text) {
  const [deputy, county, clerk, head, unit] = await s.cast('deputy', 'county', 'committee', 'committee_head', 'unit');
  await deputy.open('/suggestions/new');
  await deputy.set({ title });
  await deputy.send();
  const page = deputy.here().replace(/\/write$/, '');
  await deputy.set({ ...text, origin: 'research', publish: 'full' });
  await deputy.send();
  await deputy.open(page);
  await deputy.does('提交');
  await county.open(page);
  await county.does('初审通过');
  await clerk.open(page);
  await accepted(s, page, number);
  await head.open(page);
  await head.does('交办');
  await unit.open(page);
  await unit.does('签收');
  return page;
}

/** accepted reviews and numbers a suggestion that has been handed in, and proposes its unit. */
export async function accepted(s, page, number) {
  const [clerk] = await s.cast('committee');
  await clerk.open(page);
  if ((await clerk.offers()).includes('开始审核')) await clerk.does('开始审核');
  await clerk.does('受理立案', { number, category: { index: 1 } });
  await clerk.does('拟定承办单位', { 'shares.0.unit': { label: '邵衡市卫生健康委员会' }, 'shares.0.role': 'sole' });
}

/** replied is one round of drafting, review and issue inside the unit. */
export async function replied(s, page, number, text) {
  const [unit, boss] = await s.cast('unit', 'unit_head');
  await unit.open(page);
  await unit.does('起草答复', { contact: '邓向泉', phone: '0739-5000000', publish: 'full', ...text });
  await unit.does('送审');
  await boss.open(page);
  await boss.does('审核通过');
  await boss.does('签发', { number });
}

/** rated is what the deputy says of the reply. */
export async function rated(s, page, result, reasons) {
  const [deputy] = await s.cast('deputy');
  await deputy.open(page);
  await deputy.does('评价', { attitude: 'satisfied', result, ...(reasons && { reasons }) });
  await deputy.does('确定评价');
}
