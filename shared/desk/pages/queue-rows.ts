import { html } from 'hono/html'
import { FORMER_AGENT } from '#shared/agents/agent-directory.ts'
import { type Role, WORKING_ROLES } from '#shared/cases/actor.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { RowMark } from '../queue/row.ts'
import type { RowView, UnreadableRowView } from '../queue/row-view.ts'
import type { QueueView } from '../queue/view-codes.ts'
import type { Frame } from './frame.ts'
import { PEN, WARNING } from './icons.ts'
import { ownWords, spokenIn } from './own-words.ts'
import { timeOf } from './time.ts'

/** The forms outside of the list that its rows belong to: a row holds no token, so an unchanged one stays the same. */
export const BULK_FORM = 'bulk'
export const ROW_FORM = 'row'

const COLUMNS = 6

/** Whose role may take a case: trainees take what is free. */
const CLAIMERS: readonly Role[] = [...WORKING_ROLES, 'trainee']

/** What rows are shown by: their list, and those that were chosen before an act on them was refused. */
type ShownList = {
	readonly view: QueueView
	readonly typed?: { readonly numbers: readonly string[] } | undefined
}

/** Says the key of a control that stands in every row: the help tells it once, no reader of the screen fifty times. */
const keyOfRow = ({ hasKeys }: Frame, key: string): Html | '' => (hasKeys ? html` data-key="${key}"` : '')

/** What a customer is called at the desk: by their name, else their account. */
export const calledName = ({ texts }: Frame, { name, handle }: Pick<RowView, 'name' | 'handle'>): string =>
	name ?? (handle === undefined ? texts.queue.nameless : `@${handle}`)

const nextCell = ({ texts }: Frame, row: RowView): Html => {
	const { tag, queue: said, codes } = texts
	const { next, closedAt, outcome, reason, turn, waitingSince } = row
	if (closedAt !== undefined)
		return html`<td>${timeOf(tag, closedAt, 'weekday')}${outcome !== undefined && html`<small>${codes.outcomes[outcome]}${reason !== undefined && `, ${codes.reasons[reason]}`}</small>`}</td>`
	if (next === undefined) return html`<td><small>${codes.turns[turn]}</small></td>`
	const words = next.kind === 'turn' ? said.next[turn] : said.next[next.kind]
	const isWaiting = next.kind === 'waiting'
	const since =
		!isWaiting && waitingSince !== undefined
			? html`<small>${said.since} ${timeOf(tag, waitingSince, 'short', 'ago')}</small>`
			: ''
	return html`<td${next.soon && html` class="soon"`}><span>${next.soon && html`<b>${said.soon}</b> `}${words}</span> ${timeOf(tag, next.at, 'short', isWaiting ? 'ago' : undefined)}${since}</td>`
}

const whoCell = (frame: Frame, row: RowView, view: QueueView): Html => {
	const { codes } = frame.texts
	const { name, handle, channels, number } = row
	const marks = channels.map(
		(network) => html`<svg role="img" aria-label="${codes.networks[network]}"><use href="#i-${network}"/></svg> `,
	)
	return html`<th scope="row"><a href="/desk/cases/${number}?view=${view}"><bdi>${calledName(frame, row)}</bdi></a><small>${marks}<b>${number}</b>${name !== undefined && handle !== undefined && html` <bdi>@${handle}</bdi>`}</small></th>`
}

const MARK_LOOKS: Readonly<Record<RowMark, string | undefined>> = {
	failed: 'bad',
	dataReceived: 'good',
	parkedMail: 'note',
	fellBack: 'note',
	proposal: 'note',
	muted: undefined,
}

/** The chips of a row, the danger among them; of more it tells how many, and the case tells which. */
const CHIPS_NAMED = 3

const wordsCell = ({ texts }: Frame, row: RowView): Html => {
	const { queue: said, codes } = texts
	const { text, unanswered, dangers, marks, signals, state } = row
	const [danger, ...moreDangers] = dangers
	const others = [
		...(unanswered > 1 ? [html`<li>${said.messages(unanswered)}</li>`] : []),
		...marks.map(
			(mark) =>
				html`<li${MARK_LOOKS[mark] !== undefined && html` class="${MARK_LOOKS[mark]}"`}>${codes.marks[mark]}</li>`,
		),
		...signals.map((signal) => html`<li>${codes.signals[signal]}</li>`),
	]
	const named = danger === undefined ? CHIPS_NAMED : CHIPS_NAMED - 1
	const unnamed = others.length - named
	const chips = [
		...(danger === undefined
			? []
			: [
					html`<li class="danger">${codes.danger}: ${codes.dangers[danger]}${moreDangers.length > 0 && ` +${moreDangers.length}`}</li>`,
				]),
		...others.slice(0, named),
		...(unnamed > 0 ? [html`<li>${said.moreSignals(unnamed)}</li>`] : []),
	]
	const instead = state === 'closed' ? '' : unanswered > 0 ? said.wordless : said.answered
	const words =
		text === undefined
			? instead !== '' && html`<p class="soft">${instead}</p>`
			: html`<p dir="auto"${spokenIn(texts.tag, row.language)}>${ownWords(text)}</p>`
	return html`<td>${words}${chips.length > 0 && html`<ul>${chips}</ul>`}</td>`
}

/** Says whom an agent's subject stands for, as the one who looks would. */
export const agentWords = ({ agent, names, texts }: Frame, sub: string): string => {
	if (sub === agent.sub) return texts.queue.me
	return sub === FORMER_AGENT ? texts.codes.formerAgent : (names.get(sub) ?? sub)
}

const whoseCell = (frame: Frame, row: RowView): Html => {
	const { agent, texts } = frame
	const { queue: said } = texts
	const { owner, team, claimedBy, number, state } = row
	if (state === 'closed') return html`<td>${owner !== undefined && agentWords(frame, owner)}</td>`
	const writes =
		claimedBy !== undefined &&
		html`<span class="writes">${PEN} ${claimedBy === agent.sub ? said.iWrite : said.writes(agentWords(frame, claimedBy))}</span>`
	const isFree = owner === undefined && claimedBy === undefined
	const holder = owner !== undefined ? agentWords(frame, owner) : team !== undefined ? said.ofTeam(team) : said.free
	// Who writes has it, which need not be said twice.
	const has =
		(owner === undefined || owner !== claimedBy) &&
		(isFree
			? html`<em>${holder}</em>`
			: html`<span>${owner !== undefined && html`<i>${said.with} </i>`}${holder}</span>`)
	const take =
		isFree &&
		CLAIMERS.includes(agent.role) &&
		html`<button form="${ROW_FORM}" formaction="/desk/cases/${number}/acts/claim"${keyOfRow(frame, 'c')}>${said.take}</button>`
	return html`<td>${has}${writes}${take}</td>`
}

const readableRow = (frame: Frame, row: RowView, { view, typed }: ShownList): Html => {
	const { queue: said, codes } = frame.texts
	const { number, form, language, dangers } = row
	const spoken = language !== 'de' && html`<small>${codes.languages[language]}</small>`
	return html`
<tr id="c-${number}"${dangers.length > 0 && html` class="danger"`}><td><input type="checkbox" name="case" value="${number}"${typed?.numbers.includes(number) && html` checked`} form="${BULK_FORM}" aria-label="${said.pick(number)}"${keyOfRow(frame, 'x')}></td>${nextCell(frame, row)}${whoCell(frame, row, view)}${wordsCell(frame, row)}<td>${form === 'unknown' ? said.formUnknown : codes.forms[form]}${spoken}</td>${whoseCell(frame, row)}</tr>`
}

const unreadableRow = ({ texts }: Frame, { id }: UnreadableRowView): Html => html`
<tr id="c-${id}" class="unreadable"><td colspan="${COLUMNS}">${WARNING} ${texts.queue.unreadable}</td></tr>`

/** Renders the rows of a list, or why there are none: a part of its own. */
export const rowsPart = (
	frame: Frame,
	list: ShownList & { readonly rows: readonly (RowView | UnreadableRowView)[] },
	empty: Html,
): Html => {
	const none = html`<tr class="empty"><td colspan="${COLUMNS}">${empty}</td></tr>`
	const { rows } = list
	const shown = rows.map((row) => ('unreadable' in row ? unreadableRow(frame, row) : readableRow(frame, row, list)))
	return html`<tbody id="rows">${rows.length === 0 ? none : shown}</tbody>`
}
