import { facebookRules, instagramRules } from '#infra/local/practice/graph/network-rules.ts'
import type { RulesByNetwork } from '#infra/local/practice/world/network-rules.ts'
import { xRules } from '#infra/local/practice/x/network-rules.ts'

/** The networks that are played: the world gets them by this table, which has a row for each. */
export const rulesByNetwork: RulesByNetwork = { x: xRules, facebook: facebookRules, instagram: instagramRules }
