import type { Channel } from '../channel.ts'
import { ignored, interpretBy, parked } from '../interpreter.ts'
import { explode } from './explode.ts'
import { readFeed } from './read-feed.ts'
import { readMessaging } from './read-messaging.ts'

const interpret = interpretBy({
	'page.feed': readFeed,
	'page.messaging': readMessaging,
	// Another app owns the conversation: not ours to answer (contracts.md 3.3).
	'page.standby': () => ignored('standby'),
	// Messages never come as changes, except from the dashboard's test button.
	'page.messages': () => ignored('test'),
	'page.mention': () => parked('notYetUnderstood'),
	'page.ratings': () => parked('notYetUnderstood'),
	'page.empty': () => ignored('emptyEntry'),
})

/** Facebook pages; Instagram comes through the same door and waits for its own readers. */
export const metaChannel: Channel = {
	door: 'meta',
	explode,
	interpret: (event, own) => {
		// The dashboard's test button sends id "0" and invented people (contracts.md 3.1).
		if (event.accountId === '0') return ignored('test')
		if (event.source.startsWith('instagram.')) return parked('notYetUnderstood')
		return interpret(event, own)
	},
}
