// Hengyang's year of handling, ten ones in the order of the founding document, in a city that does not exist and begins with nothing: three
// administrators make it, the committee hands its year 2023 in, and everything else of the year is done on pages, to the report with its figures.
import { found } from '../lib/huiyin.mjs';
import { play } from '../lib/play.mjs';
import { settle } from '../plays/yanzhou.mjs';
import { opening } from '../plays/hengyang-opening.mjs';
import { hearing } from '../plays/hengyang-hearing.mjs';
import { closing } from '../plays/hengyang-closing.mjs';

export default play('the whole year of Hengyang, from the plan to the figures of its report', { ...opening, ...hearing, ...closing }, async (world, assert) => {
  const server = await found(world.out, 'yanzhou', '雁洲市人民代表大会', { admin: '管思明', security: '安若谷', auditor: '审言行' });
  const here = world.elsewhere(server);
  await settle(here, assert);
  return { world: here, kept: {}, leave: () => server.stop() };
});
