import { ParkedError } from '#shared/kernel/errors.ts'
import type { Channel, RawEvent } from '../channel.ts'
import { isRecord, parseBody } from '../lossless-json.ts'

type Root = Readonly<Record<string, unknown>>

const SINGLE_EVENTS = ['user_event', 'replay_job_status']

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** Only the two people of a direct message travel with it, not everybody in the delivery. */
const peopleOf = (payload: unknown, users: unknown): Root => {
	const message = isRecord(payload) && isRecord(payload.message_create) ? payload.message_create : {}
	const target = isRecord(message.target) ? message.target : {}
	const ids = [textOf(message.sender_id), textOf(target.recipient_id)]
	if (!isRecord(users)) return {}
	return Object.fromEntries(ids.filter((id) => Object.hasOwn(users, id)).map((id) => [id, users[id]]))
}

const contextOf = (key: string, payload: unknown, root: Root): Pick<RawEvent, 'context'> => {
	if (key === 'direct_message_events') return { context: { users: peopleOf(payload, root.users) } }
	const userHasBlocked = root.user_has_blocked ?? root.is_blocked_by
	return userHasBlocked === undefined ? {} : { context: { userHasBlocked } }
}

const accountActivity = (root: Root): { isKnown: boolean; events: RawEvent[] } => {
	const accountId = textOf(root.for_user_id)
	const keys = Object.keys(root).filter((key) => /^[a-z_]{1,60}_events$/.test(key) || SINGLE_EVENTS.includes(key))
	const events = keys.flatMap((key) =>
		listOf(root[key]).map((payload) => ({
			source: `aaa.${key}`,
			accountId,
			payload,
			...contextOf(key, payload, root),
		})),
	)
	return { isKnown: keys.length > 0, events }
}

/** X Activity API and filtered stream share the door (contracts.md 2.5, 2.6); `data` is an object or a list. */
const newerApis = (root: Root): RawEvent[] => {
	if (!('data' in root)) return []
	const source = 'matching_rules' in root ? 'stream' : 'xaa'
	const context = root.includes === undefined ? {} : { context: { includes: root.includes } }
	return listOf(root.data).map((payload) => ({ source, accountId: '', payload, ...context }))
}

/** All events of a delivery from X; a body without any known list is one event that will be parked. */
export const explode: Channel['explode'] = (body) => {
	const root = parseBody(body)
	if (!isRecord(root)) throw new ParkedError('unknownShape')
	const { isKnown, events } = accountActivity(root)
	const all = [...events, ...newerApis(root)]
	if (all.length > 0) return all
	return [{ source: isKnown ? 'aaa.empty' : 'unknown', accountId: textOf(root.for_user_id), payload: root }]
}
