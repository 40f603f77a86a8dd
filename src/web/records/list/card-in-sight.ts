/** The place among the cards of the first that is in sight, found by halves: there may be thousands, and one scrolls. */
export function firstCardInSight(scroller: HTMLElement): { index: number; card: HTMLElement } | null {
  const cards = scroller.querySelectorAll<HTMLElement>(':scope > [data-card]')
  const top = scroller.getBoundingClientRect().top
  let [low, high] = [0, cards.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const bottom = cards[middle]?.getBoundingClientRect().bottom ?? 0
    if (bottom > top) high = middle
    else low = middle + 1
  }
  const card = cards[low]
  return card ? { index: low, card } : null
}
