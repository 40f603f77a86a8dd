/** A word or sentence in both languages. */
export interface Label {
  zh: string
  en: string
}

export type Language = keyof Label
