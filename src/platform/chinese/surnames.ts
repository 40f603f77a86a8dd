/**
 * Surnames whose reading differs from the everyday reading of the same characters (曾 is ceng in 曾经, Zeng as a
 * surname). Source: 现代汉语词典, entries marked 姓; where two readings live side by side, the one of most bearers (牟
 * Mou, 郗 Xi). pinyin-pro's own surname mode is not used: it reads 薄 as bao and 於 as wu, and it loses the context of
 * all that follows (张银行 becomes zhang yin xing).
 */
const single: ReadonlyMap<string, string> = new Map([
  ['乐', 'yue'],
  ['仇', 'qiu'],
  ['佴', 'nai'],
  ['区', 'ou'],
  ['单', 'shan'],
  ['召', 'shao'],
  ['句', 'gou'],
  ['员', 'yun'],
  ['折', 'she'],
  ['於', 'yu'],
  ['曾', 'zeng'],
  ['朴', 'piao'],
  ['查', 'zha'],
  ['洗', 'xian'],
  ['牟', 'mou'],
  ['盖', 'ge'],
  ['祭', 'zhai'],
  ['秘', 'bi'],
  ['种', 'chong'],
  ['繁', 'po'],
  ['缪', 'miao'],
  ['能', 'nai'],
  ['薄', 'bo'],
  ['解', 'xie'],
  ['郄', 'qie'],
  ['郗', 'xi'],
  ['都', 'du'],
  ['黑', 'he'],
])

/** Surnames of two characters, syllable by syllable, where a character is read unlike elsewhere. */
const compound: ReadonlyMap<string, readonly string[]> = new Map([
  ['万俟', ['mo', 'qi']],
  ['乐正', ['yue', 'zheng']],
  ['亓官', ['qi', 'guan']],
  ['令狐', ['ling', 'hu']],
  ['公冶', ['gong', 'ye']],
  ['单于', ['chan', 'yu']],
  ['句龙', ['gou', 'long']],
  ['夹谷', ['jia', 'gu']],
  ['子车', ['zi', 'ju']],
  ['宰父', ['zai', 'fu']],
  ['尉迟', ['yu', 'chi']],
  ['拓跋', ['tuo', 'ba']],
  ['毌丘', ['guan', 'qiu']],
  ['澹台', ['tan', 'tai']],
  ['皇甫', ['huang', 'fu']],
  ['第五', ['di', 'wu']],
  ['长孙', ['zhang', 'sun']],
])

/**
 * The reading of the surname at the head of a person's name in simplified characters, as syllables without tones, one for each character; null
 * where the head is read as anywhere else.
 */
export function surnameReading(name: string): readonly string[] | null {
  const two = compound.get(name.slice(0, 2))
  if (two !== undefined) return two
  const one = single.get(name.charAt(0))
  return one === undefined ? null : [one]
}
