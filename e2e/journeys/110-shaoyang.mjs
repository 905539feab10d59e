// Shaoyang's chain in the order of the founding document, from the training of deputies to the effect that they feel, in the invented city. One
// suggestion goes through all of it: chosen from the topic library, checked, returned, supervised, asked about, answered, asked again.
import { play } from '../lib/play.mjs';
import { source } from '../plays/shaoyang-source.mjs';
import { supervision } from '../plays/shaoyang-supervision.mjs';
import { assessment } from '../plays/shaoyang-assessment.mjs';
import { consequence } from '../plays/shaoyang-consequence.mjs';

export default play('the whole chain of Shaoyang, from the training to the effect', { ...source, ...supervision, ...assessment, ...consequence });
