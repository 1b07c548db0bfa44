import { postAct } from './acts.ts'
import type { AnswerForm } from './answer-form.ts'
import { keepFromSending } from './blocks.ts'
import { byId, findAll, language, make, say, sayable, showSaid, warn } from './page.ts'
import { fillWords, type Values } from './words.ts'

/** Says what an answer would be while it is written: `#preview` takes what the templates of the page say of each finding. */

const ASKED_AFTER = 400

/** What of the form the preview is asked with. */
const ASKED = ['visibility', 'text', 'textKey', 'channel', 'inReplyTo', 'purpose', 'until']

type Finding = {
	readonly kind: 'refusal' | 'warning' | 'hint'
	readonly code: string
	readonly values: Values
	/** Ways that are open instead. */
	readonly ways: readonly string[]
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
const list = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
	Array.isArray(value) ? value.map(record) : []
const text = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

const momentFormat = new Intl.DateTimeFormat(language, {
	weekday: 'short',
	day: 'numeric',
	month: 'numeric',
	hour: '2-digit',
	minute: '2-digit',
	timeZone: 'Europe/Berlin',
})

const sayMoment = (value: unknown): string | undefined => {
	const at = Date.parse(text(value) ?? '')
	return at ? momentFormat.format(at) : undefined
}

const sayNumber = (value: unknown): string | undefined =>
	typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : undefined

const sayCost = (value: unknown): string | undefined => {
	const { amount, currency } = record(value)
	const style = { style: 'currency', currency: text(currency) ?? 'USD', maximumFractionDigits: 3 } as const
	return typeof amount === 'number' ? new Intl.NumberFormat(language, style).format(amount) : undefined
}

/** The words of the text that a finding means. */
const meantIn = (written: string, found: Readonly<Record<string, unknown>>): string | undefined => {
	const { words, findings, start, end } = found
	if (Array.isArray(words)) return words.join(', ') || undefined
	const places = findings === undefined ? [{ start, end }] : list(findings)
	const meant = places.map((place) => written.slice(Number(place.start), Number(place.end)))
	return meant.filter(Boolean).join(', ') || undefined
}

const findingsOf = (body: Readonly<Record<string, unknown>>, written: string): readonly Finding[] =>
	(['refusal', 'warning', 'hint'] as const).flatMap((kind) =>
		list(body[`${kind}s`]).map((found) => ({
			kind,
			code: text(found.code) ?? '',
			values: {
				detail: text(found.detail),
				words: meantIn(written, found),
				name: text(found.claimedBy),
				link: text(found.link),
				due: text(found.dueAt),
				promise: text(found.kind),
				time: sayMoment(found.dueAt),
				cost: sayCost(found.cost),
			},
			ways: list(found.possible).flatMap(({ visibility }) => text(visibility) ?? []),
		})),
	)

const templateOf = ({ kind, code }: Finding): HTMLTemplateElement | null =>
	document.querySelector(`template[data-${kind}="${CSS.escape(code)}"]`) ??
	document.querySelector(`template[data-${kind}=""]`)

/** Buttons that take another way, named as it is. */
const wayButtons = (ways: readonly string[]): readonly HTMLElement[] =>
	findAll('#composer [data-way]').flatMap((way) => {
		if (!(way instanceof HTMLInputElement) || way.disabled || !ways.includes(way.dataset.way || way.value)) return []
		const button = make('button', { type: 'button', class: 'act' }, way.labels?.[0]?.textContent?.trim())
		button.addEventListener('click', () => way.click())
		return [button]
	})

/** Fills the places of a copy of a template: `[data-slot]` by name, and its fields' names. */
const fillCopy = (copy: HTMLElement, { values, ways }: Finding): void => {
	for (const slot of findAll('[data-slot]', copy)) showSaid(slot, String(values[slot.dataset.slot ?? ''] ?? ''))
	for (const place of findAll('[data-ways]', copy)) place.replaceChildren(...wayButtons(ways))
	if (values.due === undefined) return
	copy.dataset.due = String(values.due)
	copy.dataset.promise = String(values.promise)
}

/** As a field for date and time holds it, in the desk's own zone. */
const wallFormat = new Intl.DateTimeFormat('sv-SE', {
	dateStyle: 'short',
	timeStyle: 'short',
	timeZone: 'Europe/Berlin',
})

/** Puts the promise that a text sounds like into the fields that go with the answer; whoever writes looks at its moment. */
const takePromise = ({ dataset }: HTMLElement): void => {
	const kind = document.querySelector<HTMLSelectElement>('#composer [name="promise.kind"]')
	const moment = document.querySelector<HTMLInputElement>('#composer [name="promise.dueAt:local"]')
	if (kind === null || moment === null) return
	kind.value = dataset.promise ?? ''
	moment.value = wallFormat.format(Date.parse(dataset.due ?? '')).replace(' ', 'T')
	const fold = kind.closest('details')
	if (fold !== null) fold.open = true
	moment.focus()
}

const keyOf = ({ kind, code }: Finding): string => `${kind} ${code}`

/** Renders a finding; one that stands there already keeps its element, and with it the reason that was chosen. */
const renderFinding = (place: HTMLElement, finding: Finding): HTMLElement[] => {
	const known = findAll(':scope > [data-finding]', place).find(({ dataset }) => dataset.finding === keyOf(finding))
	const copy = known ?? templateOf(finding)?.content.firstElementChild?.cloneNode(true)
	if (!(copy instanceof HTMLElement)) return []
	copy.dataset.finding = keyOf(finding)
	fillCopy(copy, finding)
	if (known === undefined) {
		;(finding.kind === 'refusal' ? warn : say)(sayable(copy))
		copy.querySelector('[data-take-promise]')?.addEventListener('click', () => takePromise(copy))
	}
	return [copy]
}

/** Puts the elements in their order, moving none that is in place: a field that is moved loses the focus. */
const arrange = (place: HTMLElement, elements: readonly HTMLElement[]): void => {
	for (const child of [...place.children]) if (!elements.some((one) => one === child)) child.remove()
	for (const [index, element] of elements.entries())
		if (place.children[index] !== element) place.insertBefore(element, place.children[index] ?? null)
}

const renderFindings = (findings: readonly Finding[]): void => {
	const place = byId('preview')
	const shown = place === null ? [] : findings.flatMap((finding) => renderFinding(place, finding))
	if (place) arrange(place, shown)
	const refusal = findings.find(({ kind }) => kind === 'refusal')
	// In the words of the page, which are the agent's.
	const said = shown
		.find(({ dataset }) => dataset.finding?.startsWith('refusal '))
		?.querySelector('p span')?.textContent
	keepFromSending('refusal', refusal && (said || String(refusal.values.detail ?? refusal.code)))
}

/** Writes length, window, price and recipient into the sentences that have a place for them, and hides the others. */
const renderValues = (form: HTMLElement, body: Readonly<Record<string, unknown>>): void => {
	const { handle, name, userId } = record(body.recipient)
	const values = {
		length: sayNumber(body.length),
		limit: sayNumber(body.limit),
		initials: text(body.initials),
		window: sayMoment(record(body.window).until),
		cost: sayCost(body.cost),
		recipient: handle === undefined ? (text(name) ?? text(userId)) : `@${handle}`,
	}
	for (const place of findAll('[data-fill]', form)) showSaid(place, fillWords(place.dataset.fill, values))
}

const questionOf = ({ form, way }: AnswerForm): Readonly<Record<string, string>> => {
	const entries = [...new FormData(form)].flatMap(([name, value]) =>
		ASKED.includes(name.split(':')[0] ?? '') && typeof value === 'string' ? [[name, value] as const] : [],
	)
	return { visibility: way(), ...Object.fromEntries(entries) }
}

/** Returns what to call whenever the form changes. */
export const createPreview = (answer: AnswerForm): (() => void) => {
	let timer: ReturnType<typeof setTimeout> | undefined
	let asked = new AbortController()
	const ask = async (): Promise<void> => {
		asked.abort()
		asked = new AbortController()
		const written = answer.text.value
		if (written.trim() === '' || answer.way() === 'note') return renderFindings([])
		const { signal } = asked
		const told = await postAct(`${answer.acts}/replies/preview`, questionOf(answer), { signal }).catch(() => undefined)
		if (told?.status !== 200 || signal.aborted) return
		renderFindings(findingsOf(told.body, written))
		renderValues(answer.form, told.body)
	}
	return () => {
		clearTimeout(timer)
		timer = setTimeout(() => void ask(), ASKED_AFTER)
	}
}
