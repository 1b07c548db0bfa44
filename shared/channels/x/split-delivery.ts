import { ParkedError } from '#shared/kernel/errors.ts'
import type { Channel, RawEvent } from '../channel.ts'
import { isRecord, parseBody } from '../lossless-json.ts'
import { idOf, splitActivity } from './split-activity.ts'

type Root = Readonly<Record<string, unknown>>

const SINGLE_EVENTS = ['user_event', 'replay_job_status']

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === null ? [] : [value])

/** Only the sender of a direct message travels with it, not everybody in the delivery. */
const senderOf = (payload: unknown, users: unknown): Root => {
	const message = isRecord(payload) && isRecord(payload.message_create) ? payload.message_create : payload
	const id = isRecord(message) ? idOf(message.sender_id) : ''
	return isRecord(users) && Object.hasOwn(users, id) ? { [id]: users[id] } : {}
}

const contextOf = (key: string, payload: unknown, root: Root): RawEvent['context'] => {
	if (key === 'direct_message_events') return { users: senderOf(payload, root.users) }
	const userHasBlocked = root.user_has_blocked ?? root.is_blocked_by
	return userHasBlocked === undefined ? undefined : { userHasBlocked }
}

/** Whose access was withdrawn: `user_event` comes without `for_user_id`. */
const revokedBy = (root: Root): string => {
	const event = isRecord(root.user_event) ? root.user_event : {}
	const revoke = isRecord(event.revoke) ? event.revoke : {}
	return isRecord(revoke.source) ? idOf(revoke.source.user_id) : ''
}

const accountActivity = (root: Root): { isKnown: boolean; events: RawEvent[] } => {
	const accountId = idOf(root.for_user_id) || revokedBy(root)
	const keys = Object.keys(root).filter((key) => /^[a-z_]{1,60}_events$/.test(key) || SINGLE_EVENTS.includes(key))
	const events = keys.flatMap((key) =>
		listOf(root[key]).map((payload) => ({
			source: `aaa.${key}`,
			accountId,
			payload,
			context: contextOf(key, payload, root),
		})),
	)
	return { isKnown: keys.length > 0 || (Array.isArray(root.data) && root.data.length === 0), events }
}

/** All events of a delivery from X; a body without any known list is one event that will be parked. */
export const splitXDelivery: Channel['splitDelivery'] = (body) => {
	const root = parseBody(body)
	if (!isRecord(root)) throw new ParkedError('unknownShape')
	const { isKnown, events } = accountActivity(root)
	const all = [...events, ...splitActivity(root)]
	if (all.length > 0) return all
	return [{ source: isKnown ? 'aaa.empty' : 'unknown', accountId: idOf(root.for_user_id), payload: root }]
}
