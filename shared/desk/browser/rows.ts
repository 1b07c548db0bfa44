import { realClock, SECOND } from '#shared/kernel/clock.ts'
import { postAct } from './acts.ts'
import { morph } from './morph.ts'
import { compareRows, createTeller, NO_NEWS, type RowNews } from './news.ts'
import { byId, findAll, say, word, wordOf, write } from './page.ts'

/**
 * The list. Rows change where they stand. Rows that would come or go wait while somebody is in the table, and the bar `#news`
 * says how many: nothing jumps under a hand.
 */

/** So long after its last move the hand that lies on the table has gone. */
const HAND_STAYS = 5 * SECOND
/** New cases are told no more often than that. */
const TOLD_EVERY = 10 * SECOND

const now = realClock.epochMilliseconds

const rowsOf = (body: Element | null): HTMLElement[] => (body === null ? [] : findAll(':scope > [id]', body))
const idsOf = (body: Element | null): readonly string[] => rowsOf(body).map(({ id }) => id)

/** The link of a row: what has the focus when the row has. */
const linkOf = (row: Element | null | undefined): HTMLElement | null => row?.querySelector('a[href]') ?? null

/** The row in which the focus is. */
export const focusedRow = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>('#rows > *') ?? null

const indexOfFocus = (rows: readonly HTMLElement[]): number => {
	const row = focusedRow()
	return row === null ? -1 : rows.indexOf(row)
}

/** Moves the focus to the next or previous row. */
export const stepRows = (step: 1 | -1): void => {
	const rows = rowsOf(byId('rows'))
	const at = indexOfFocus(rows)
	linkOf(rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)])?.focus()
}

const title = document.title

export type Rows = {
	/** Takes in what the desk says now. */
	readonly take: (fresh: Element) => void
	/** Shows what waits if nobody is in the table any more. */
	readonly settle: () => void
	/** Shows what waits, whoever is where. */
	readonly show: () => void
}

/** Watches whether somebody is at work in a table. */
const watchHand = (table: Element): (() => boolean) => {
	let movedAt = -HAND_STAYS
	for (const kind of ['pointermove', 'pointerdown'])
		table.addEventListener(kind, () => {
			movedAt = now()
		})
	return () =>
		table.contains(document.activeElement) ||
		table.querySelector('#rows :checked') !== null ||
		(table.matches(':hover') && now() - movedAt < HAND_STAYS)
}

/** The bar that says what waits, and how many cases came in a tab that nobody saw. */
const sayNews = ({ entering, leaving }: RowNews, unseen: number): void => {
	const bar = byId('news')
	const counted = [
		entering.length > 0 && wordOf('new', entering.length),
		leaving.length > 0 && wordOf('gone', leaving.length),
	]
	const said = counted.filter(Boolean).join(', ')
	if (bar) bar.hidden = said === ''
	write(bar?.querySelector('span'), said)
	document.title = unseen > 0 ? `(${unseen}) ${title}` : title
}

/** Says new cases once each, and not with every look. */
const createCrier = (): ((untold: number) => void) => {
	let untold = 0
	let isToTell = false
	let toldAt = -TOLD_EVERY
	const tell = (): void => {
		say(wordOf('new', untold))
		untold = 0
		toldAt = now()
		isToTell = false
	}
	return (more) => {
		untold += more
		if (untold === 0 || isToTell) return
		isToTell = true
		setTimeout(tell, Math.max(0, toldAt + TOLD_EVERY - now()))
	}
}

/** Changes rows so that the one in the focus or under the pointer stays where it is on the screen, whatever grows above it. */
const holdStill = (change: () => void): void => {
	const row = focusedRow() ?? document.querySelector('#rows > :hover')
	const before = row?.getBoundingClientRect().top ?? 0
	change()
	if (row?.isConnected) scrollBy(0, row.getBoundingClientRect().top - before)
}

/** Changes the rows that are in both where they stand. */
const changeInPlace = (fresh: Element): void => {
	for (const row of rowsOf(fresh)) {
		const shown = byId(row.id)
		const copy = row.cloneNode(true)
		if (shown && copy instanceof Element) morph(shown, copy, () => linkOf(byId(row.id)))
	}
}

/**
 * Has a case be taken where its row stands: the list stays as it is, and the focus in it. `look` asks for the list anew. What the
 * desk refuses is posted as the form would be, for the page that follows says why.
 */
export const claimInPlace = (look: () => void): void => {
	document.addEventListener('submit', (event) => {
		const { target, submitter } = event
		if (!(target instanceof HTMLFormElement) || !(submitter instanceof HTMLButtonElement)) return
		if (!submitter.matches('#rows [formaction$="/claim"]')) return
		event.preventDefault()
		void postAct(submitter.formAction, {}).then((answer) => {
			if (answer === undefined) return
			if (answer.status < 400) {
				say(word('claimed'))
				look()
			} else {
				target.action = submitter.formAction
				target.submit()
			}
		})
	})
}

export const createRows = (body: HTMLElement): Rows => {
	const isAtWork = watchHand(body.closest('table') ?? body)
	const tell = createTeller(idsOf(body))
	const cry = createCrier()
	let waiting: Element | undefined
	let unseen = 0
	const replace = (fresh: Element): void => {
		const at = indexOfFocus(rowsOf(byId('rows')))
		const shown = byId('rows')
		waiting = undefined
		const nearest = () => linkOf(rowsOf(byId('rows')).at(Math.max(at, 0))) ?? byId('main')
		if (!document.hidden) unseen = 0
		holdStill(() => {
			if (shown) morph(shown, fresh, nearest)
			sayNews(NO_NEWS, unseen)
		})
	}
	return {
		settle: () => {
			if (waiting !== undefined && !isAtWork()) replace(waiting)
			if (document.hidden || waiting !== undefined || unseen === 0) return
			unseen = 0
			sayNews(NO_NEWS, unseen)
		},
		take: (fresh) => {
			const untold = tell(idsOf(fresh))
			unseen += untold
			cry(untold)
			const news = compareRows(idsOf(byId('rows')), idsOf(fresh))
			if (!isAtWork()) return replace(fresh)
			waiting = fresh
			holdStill(() => {
				changeInPlace(fresh)
				sayNews(news, unseen)
			})
		},
		show: () => {
			if (waiting === undefined) return
			const [first] = compareRows(idsOf(byId('rows')), idsOf(waiting)).entering
			const isInTable = focusedRow() !== null
			replace(waiting)
			// Whoever pressed the bar's button, which is gone now, goes on with what is new.
			if (!isInTable) linkOf(byId(first ?? '') ?? rowsOf(byId('rows'))[0])?.focus()
		},
	}
}
