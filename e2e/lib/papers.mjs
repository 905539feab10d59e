// Small files to attach, made here so that nothing binary is kept.
const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>'];

/** pdf is an empty sheet of A4 under a name. */
export function pdf(name) {
  let text = '%PDF-1.4\n';
  const at = objects.map((o, i) => { const here = text.length; text += `${i + 1} 0 obj${o}endobj\n`; return here; });
  const table = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${at.map((n) => `${String(n).padStart(10, '0')} 00000 n \n`).join('')}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text) };
}

/** later is a day after another. */
export function later(day, days) { return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10); }
