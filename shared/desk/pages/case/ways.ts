import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'
import type { DraftWay } from '#shared/replies/draft.ts'
import type { TimelineEntry } from '../../timeline-schema.ts'
import type { Frame } from '../frame.ts'
import { ENVELOPE, LOCK, MEGAPHONE, NOTE } from '../icons.ts'

/** Who reads something: told by a shape, a word and a colour, each of which is enough. */

const SHAPES: Readonly<Record<DraftWay, Html>> = { public: MEGAPHONE, private: LOCK, mail: ENVELOPE, note: NOTE }

/** Returns the way that an entry came or went by. */
export const wayOf = ({ visibility, channel }: Pick<TimelineEntry, 'visibility' | 'channel'>): DraftWay => {
	if (visibility === 'internal') return 'note'
	return channel === 'mail' ? 'mail' : visibility
}

/** Renders the band of a way. */
export const wayBand = ({ texts }: Frame, way: DraftWay): Html =>
	html`<span class="band ${way}">${SHAPES[way]}${texts.case.composer.ways[way]}</span>`
