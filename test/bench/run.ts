import { run as coldIntake } from './cold-intake.ts'
import { run as deskPages } from './desk-pages.ts'
import { run as house } from './house.ts'
import { run as lighthouse } from './lighthouse.ts'
import { run as loadFunctions } from './load-functions.ts'
import { run as besidePowertools } from './post-to-case-beside-powertools.ts'
import { run as unitsPerMessage } from './powertools/units-per-message.ts'
import { run as queuePages } from './queue-pages.ts'
import { run as signedPostToCase } from './signed-post-to-case.ts'
import { run as startToHealth } from './start-to-health.ts'
import { run as synthesis } from './synthesis.ts'

/** `npm run bench`: every bench after the other, each prints its table. Ratios count; numbers are of this machine, now. */
for (const bench of [
	house,
	coldIntake,
	loadFunctions,
	synthesis,
	besidePowertools,
	unitsPerMessage,
	queuePages,
	deskPages,
	lighthouse,
	signedPostToCase,
	startToHealth,
]) {
	await bench()
	process.stdout.write('\n')
}
