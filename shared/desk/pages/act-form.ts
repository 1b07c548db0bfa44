import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'
import type { DoneCode } from './texts/frame.de.ts'

/** What a form takes of the frame of its page. */
export type FormFrame = {
	/** The session's, the same in every form. */
	readonly csrf: string
	/** Makes the `_key` of a form, under which the act is done once. None in a part, which stays the same while nothing happens. */
	readonly newKey?: (() => string) | undefined
	/** Whether single keys do something. */
	readonly hasKeys: boolean
}

/** A value of the API's body as a form carries it. */
type ActValue = string | number | boolean | readonly string[]

/** An act of the API as a form: what the page knows is hidden, what the agent says stands in `content`. */
export type ActForm = {
	/** Below `/desk/`, e.g. `cases/7K3M9QX/acts/claim` or `acts/agents/me/duty`. */
	readonly path: string
	/** Of the API, where it is not POST. */
	readonly method?: 'PUT' | 'DELETE' | undefined
	/** What the page knows of the body. */
	readonly fields?: Readonly<Record<string, ActValue | undefined>> | undefined
	/** What the button says. */
	readonly label: string | Html
	/** Fields for the agent, before the button. */
	readonly content?: Html | undefined
	/** Where to go after success, below `/desk/`; the case where it is left out. */
	readonly back?: string | undefined
	/** Where it is shown again with what was typed, should it be refused; the case where it is left out. */
	readonly at?: string | undefined
	/** Code of the notice that is shown then. */
	readonly done?: DoneCode | undefined
	/** Why it cannot be done: the button stays, says so and does nothing. */
	readonly disabledBecause?: string | undefined
	/** How the button looks; `plain` where it is left out. */
	readonly look?: 'main' | 'plain' | 'quiet' | 'bad' | undefined
	/** The single key that presses the button. */
	readonly key?: string | undefined
	readonly id?: string | undefined
	/** Tells it from other forms of the page when it is shown again. */
	readonly name?: string | undefined
	/** Nothing that comes anew touches it. */
	readonly isKept?: boolean | undefined
	readonly className?: string | undefined
}

const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`

/** Renders a value under the name that tells its type, so that it reaches the API as what it is. */
const fieldOf = (name: string, value: ActValue): Html | Html[] => {
	if (typeof value === 'number') return hidden(`${name}:number`, String(value))
	if (typeof value === 'boolean') return hidden(`${name}:boolean`, String(value))
	if (typeof value === 'string') return hidden(name, value)
	return value.map((one) => hidden(`${name}:list`, one))
}

/** Renders the attributes by which a key works a control; none where the agent has keys switched off. */
export const keyed = ({ hasKeys }: Pick<FormFrame, 'hasKeys'>, key: string | undefined): Html | '' => {
	if (key === undefined || !hasKeys) return ''
	// A sequence is no single shortcut, which is what the attribute of ARIA names.
	return key.includes(' ') ? html` data-key="${key}"` : html` data-key="${key}" aria-keyshortcuts="${key}"`
}

const LOOKS = { main: 'act main', plain: 'act', quiet: 'act quiet', bad: 'act bad' } as const

/** Renders the hidden values that every form of the desk carries. */
export const deskFields = (frame: FormFrame, { back, at, done }: Pick<ActForm, 'back' | 'at' | 'done'> = {}): Html =>
	html`${hidden('_csrf', frame.csrf)}${frame.newKey !== undefined && hidden('_key', frame.newKey())}${back !== undefined && hidden('_back', back)}${at !== undefined && hidden('_at', at)}${done !== undefined && hidden('_done', done)}`

/** Renders an act as a form that works without script; one that is impossible as a button that says why. */
export const actForm = (frame: FormFrame, form: ActForm): Html => {
	const { path, method, fields = {}, label, content, disabledBecause, look = 'plain', key, className = '' } = form
	if (disabledBecause !== undefined)
		return html`<div class="form ${className}"><button type="button" class="${LOOKS[look]}" aria-disabled="true">${label}<span class="why">${disabledBecause}</span></button></div>`
	const known = Object.entries(fields).map(([name, value]) => (value === undefined ? '' : fieldOf(name, value)))
	const { id, name, isKept = false } = form
	return html`<form class="form ${className}" method="post" action="/desk/${path}"${id !== undefined && html` id="${id}"`}${isKept && html` data-keep`}>${deskFields(frame, form)}${name !== undefined && hidden('_form', name)}${method !== undefined && hidden('_method', method)}${known}${content}<button class="${LOOKS[look]}"${keyed(frame, key)}>${label}</button></form>`
}
