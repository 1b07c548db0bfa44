import * as z from 'zod'
import { instantAt } from '#shared/calendar/wall-clock.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'

/**
 * The fields of a form as the JSON that the API takes: `text`, `version:number`, `urgent:boolean`, `fields:list`,
 * `closing.when`, and lists of objects, `overrides:objects`, whose values are JSON, and
 * `dueAt:local`, the time of a clock in Germany. What is empty is left out, so that an optional field may stay empty. Names that begin with `_` are the
 * desk's own.
 */

/** The longest form: an answer of the most characters, each escaped. */
const MOST_FIELDS = 500
const ZONE = 'Europe/Berlin'
const NAME = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*){0,3}$/
const TYPES = ['number', 'boolean', 'list', 'objects', 'local'] as const
type FieldType = (typeof TYPES)[number]

type Item = string | Readonly<Record<string, string>>
type Json = string | number | boolean | readonly Item[]
type Tree = Map<string, Json | Tree>

const isType = (text: string): text is FieldType => TYPES.some((type) => type === text)

const itemSchema = z.record(z.string(), z.string())

const itemIn = (text: string): Item => {
	try {
		return itemSchema.safeParse(JSON.parse(text)).data ?? text
	} catch {
		return text
	}
}

/** Returns the instant that a field for date and time means, as people in Germany read clocks. */
const instantIn = (text: string): Instant | undefined => {
	const [, day, hours, minutes] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::00)?$/.exec(text) ?? []
	if (day === undefined || !z.iso.datetime({ local: true }).safeParse(text).success) return undefined
	return instantAt({ day, minutes: Number(hours) * 60 + Number(minutes) }, ZONE)
}

/** Reads one value. What does not fit its type stays text: the schema of the API says what is wrong with it. */
const READ = {
	number: (text: string): Json => (/^-?\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : text),
	boolean: (text: string): Json => (['true', 'on'].includes(text) ? true : text === 'false' ? false : text),
	list: (text: string): Json => [text],
	objects: (text: string): Json => [itemIn(text)],
	local: (text: string): Json => instantIn(text) ?? text,
} as const satisfies Record<FieldType, (text: string) => Json>

const put = (tree: Tree, [step = '', ...rest]: readonly string[], value: Json): void => {
	const known = tree.get(step)
	if (rest.length > 0) {
		const below: Tree = known instanceof Map ? known : new Map()
		tree.set(step, below)
		put(below, rest, value)
	} else if (Array.isArray(known) && Array.isArray(value)) tree.set(step, [...known, ...value])
	else tree.set(step, value)
}

/** Maps become objects at the end: a name like `constructor` then is a member as any other. */
const objectOf = (tree: Tree): Readonly<Record<string, unknown>> =>
	Object.fromEntries([...tree].map(([name, value]) => [name, value instanceof Map ? objectOf(value) : value]))

/** Returns the body that the fields of a form make. Of a name that comes twice and is no list, the last holds. Throws `RefusedError` for other names. */
export const jsonOfForm = (fields: Iterable<readonly [string, string]>): Readonly<Record<string, unknown>> => {
	const tree: Tree = new Map()
	let count = 0
	for (const [name, value] of fields) {
		count += 1
		if (count > MOST_FIELDS) throw new RefusedError('tooLarge')
		if (name.startsWith('_')) continue
		const [path = '', type, ...more] = name.split(':')
		if (!NAME.test(path) || more.length > 0 || (type !== undefined && !isType(type)))
			throw new RefusedError('formMalformed', { field: name.slice(0, 64) })
		// A browser writes line breaks as forms do on the wire; people mean one character.
		const text = value.replaceAll('\r\n', '\n')
		if (text !== '') put(tree, path.split('.'), type === undefined ? text : READ[type](text))
	}
	return objectOf(tree)
}
