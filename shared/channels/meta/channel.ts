import type { Channel } from '../channel.ts'
import { INSTAGRAM_FIELDS } from '../instagram/fields.ts'
import { ignored, interpretBy, parked, type Reader } from '../interpreter.ts'
import { readFeed } from './read-feed.ts'
import { readMention } from './read-mention.ts'
import { readMessaging } from './read-messaging.ts'
import { readRating } from './read-rating.ts'
import { OBJECTS, splitMetaDelivery } from './split-delivery.ts'

/** Messages never come as changes, except from the dashboard's test button (NETWORKS.md 3.1). */
const ONLY_IN_TESTS = /^messages$|^message_(context|deliveries|echoes|edits?|reactions?|reads)$|^messaging_[a-z_]+$/

/** Fields about the page itself. */
const PAGE_FIELDS =
	/^(about|bio|category|description|email|general_info|hours|live_videos|name|phone|picture|videos|website)$/

const READERS: Readonly<Record<string, Reader>> = {
	...INSTAGRAM_FIELDS,
	feed: readFeed,
	mention: readMention,
	ratings: readRating,
	messaging: readMessaging,
	standby: readMessaging,
	empty: () => ignored('emptyEntry'),
	changed_fields: () => parked('missingValues'),
}

const readerOf = (name: string): Reader | undefined => {
	if (Object.hasOwn(READERS, name)) return READERS[name]
	if (ONLY_IN_TESTS.test(name)) return () => ignored('test')
	return PAGE_FIELDS.test(name) ? () => ignored('pageActivity') : undefined
}

/** Facebook's pages and Instagram's accounts: one door, one shape; whose an event is tells the account it is for. */
export const metaChannel: Channel = {
	source: 'meta',
	splitDelivery: splitMetaDelivery,
	interpret: (event, own) => {
		// The dashboard's test button sends id "0" and invented people (NETWORKS.md 3.1).
		if (event.accountId === '0') return ignored('test')
		const [object, name] = event.source.split('.')
		if (object === undefined || name === undefined) return parked('unknownEvent')
		// WhatsApp, Threads and others of Meta's: not served yet, and nothing of theirs is dropped.
		if (!OBJECTS.has(object)) return parked('unknownObject')
		const reader = readerOf(name)
		return reader === undefined ? parked('unknownEvent') : interpretBy({ [event.source]: reader })(event, own)
	},
}
