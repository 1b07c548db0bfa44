import * as z from 'zod'
import type { Channel } from '../channel.ts'
import { control, ignored, interpretBy, parked, type Reader } from '../interpreter.ts'
import { readActivity } from './read-activity.ts'
import { readClassicDeletion } from './read-deletion.ts'
import { readDirectMessage } from './read-direct-message.ts'
import { readPost, readStreamPost } from './read-post.ts'
import { splitXDelivery } from './split-delivery.ts'

const userEventSchema = z.object({ revoke: z.looseObject({}) })

const readUserEvent: Reader = ({ payload }) =>
	userEventSchema.safeParse(payload).success ? control('accessRevoked') : parked('unknownEvent')

/** Every list of the Account Activity API by name, the X Activity API, the filtered stream (NETWORKS.md 2.4 to 2.6). */
export const xChannel: Channel = {
	source: 'x',
	splitDelivery: splitXDelivery,
	interpret: interpretBy({
		'aaa.tweet_create_events': readPost,
		'aaa.direct_message_events': readDirectMessage,
		'aaa.tweet_delete_events': readClassicDeletion,
		'aaa.favorite_events': () => ignored('like'),
		'aaa.follow_events': () => ignored('follow'),
		'aaa.unfollow_events': () => ignored('follow'),
		'aaa.block_events': () => ignored('block'),
		'aaa.unblock_events': () => ignored('block'),
		'aaa.mute_events': () => ignored('mute'),
		'aaa.unmute_events': () => ignored('mute'),
		'aaa.direct_message_indicate_typing_events': () => ignored('typing'),
		'aaa.direct_message_mark_read_events': () => ignored('read'),
		'aaa.user_event': readUserEvent,
		'aaa.replay_job_status': () => control('replayStatus'),
		'aaa.empty': () => ignored('emptyEntry'),
		xaa: readActivity,
		stream: readStreamPost,
	}),
}
