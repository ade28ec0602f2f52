import { CurrentPassword as CurrentPassword_9c17d9d2bc182c0fb80414b70beabc1d } from '../../../../src/admin/CurrentPassword.client'
import { JsonCell as JsonCell_c28a3063eb00ca59fc7cfe0e6d5e1ea9 } from '../../../../src/admin/JsonCell'
import { JsonField as JsonField_defd8db80966f10159aa190a170acbe8 } from '../../../../src/admin/JsonField'
import { InstantCell as InstantCell_b7daaf2a6958b549d40d4d1257152c7e } from '../../../../src/admin/InstantCell'
import { CommandPanel as CommandPanel_1250d3935829573e4e38f5b9c5809252 } from '../../../../src/admin/CommandPanel'
import { StateCell as StateCell_fd5d09237cae0355c6e16e59fdac42c2 } from '../../../../src/admin/StateCell'
import { PlainField as PlainField_2ab90cbfd9b0e00dffe0fb041f45f2ba } from '../../../../src/admin/PlainField'
import { BirthPanel as BirthPanel_97d454ecd50077104a84d0a1b8c8e31f } from '../../../../src/admin/BirthPanel'
import { HistoryView as HistoryView_2c951187fb75372f14af2c70ce500c78 } from '../../../../src/admin/HistoryView'
import { WordCell as WordCell_3736bf6fd2ededd21016d621c25bfa59 } from '../../../../src/admin/WordCell'
import { InstantField as InstantField_8415d6f1fb01fe6b185d2f9dd514442b } from '../../../../src/admin/InstantField'
import { FenCell as FenCell_0baae8f5e855e813af689ee5788f54ee } from '../../../../src/admin/FenCell'
import { FenField as FenField_527371b51f291f577dee30fedb9498d4 } from '../../../../src/admin/FenField'
import { ExportLink as ExportLink_5720a3f4cda194dd103005b1d84178ad } from '../../../../src/admin/ExportLink'
import { ScoreCell as ScoreCell_ecd5b6fb7c5a1db1d0647e6e82137e09 } from '../../../../src/admin/ScoreField'
import { ScoreField as ScoreField_ecd5b6fb7c5a1db1d0647e6e82137e09 } from '../../../../src/admin/ScoreField'
import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { InlineToolbarFeatureClient as InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HorizontalRuleFeatureClient as HorizontalRuleFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UploadFeatureClient as UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BlockquoteFeatureClient as BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { RelationshipFeatureClient as RelationshipFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { LinkFeatureClient as LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ChecklistFeatureClient as ChecklistFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { OrderedListFeatureClient as OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { IndentFeatureClient as IndentFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { AlignFeatureClient as AlignFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HeadingFeatureClient as HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineCodeFeatureClient as InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SuperscriptFeatureClient as SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SubscriptFeatureClient as SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { StrikethroughFeatureClient as StrikethroughFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnderlineFeatureClient as UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BoldFeatureClient as BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ItalicFeatureClient as ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { Icon as Icon_2efe01568fb7960b80491ff4a26fcd89 } from '../../../../src/admin/Graphics'
import { Logo as Logo_2efe01568fb7960b80491ff4a26fcd89 } from '../../../../src/admin/Graphics'
import { StaffOnly as StaffOnly_957cc6c8f00460a9690c2b1e0294b66e } from '../../../../src/admin/StaffOnly'
import { RoleNav as RoleNav_ff73c5437be40ef0f4971e0c455f1fd8 } from '../../../../src/admin/RoleNav'
import { RankingView as RankingView_084f79032a29d846423cd3601c9ec59b } from '../../../../src/admin/RankingView'
import { PanelView as PanelView_7cb2f4599eefe45bc784333dab033b65 } from '../../../../src/admin/PanelView'
import { WorkList as WorkList_a99a61adeffea99a33553f541b450acd } from '../../../../src/admin/WorkList'
import { QueueBoard as QueueBoard_afbb741277885194e2269b956d7296bc } from '../../../../src/admin/QueueBoard'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/src/admin/CurrentPassword.client#CurrentPassword": CurrentPassword_9c17d9d2bc182c0fb80414b70beabc1d,
  "/src/admin/JsonCell#JsonCell": JsonCell_c28a3063eb00ca59fc7cfe0e6d5e1ea9,
  "/src/admin/JsonField#JsonField": JsonField_defd8db80966f10159aa190a170acbe8,
  "/src/admin/InstantCell#InstantCell": InstantCell_b7daaf2a6958b549d40d4d1257152c7e,
  "/src/admin/CommandPanel#CommandPanel": CommandPanel_1250d3935829573e4e38f5b9c5809252,
  "/src/admin/StateCell#StateCell": StateCell_fd5d09237cae0355c6e16e59fdac42c2,
  "/src/admin/PlainField#PlainField": PlainField_2ab90cbfd9b0e00dffe0fb041f45f2ba,
  "/src/admin/BirthPanel#BirthPanel": BirthPanel_97d454ecd50077104a84d0a1b8c8e31f,
  "/src/admin/HistoryView#HistoryView": HistoryView_2c951187fb75372f14af2c70ce500c78,
  "/src/admin/WordCell#WordCell": WordCell_3736bf6fd2ededd21016d621c25bfa59,
  "/src/admin/InstantField#InstantField": InstantField_8415d6f1fb01fe6b185d2f9dd514442b,
  "/src/admin/FenCell#FenCell": FenCell_0baae8f5e855e813af689ee5788f54ee,
  "/src/admin/FenField#FenField": FenField_527371b51f291f577dee30fedb9498d4,
  "/src/admin/ExportLink#ExportLink": ExportLink_5720a3f4cda194dd103005b1d84178ad,
  "/src/admin/ScoreField#ScoreCell": ScoreCell_ecd5b6fb7c5a1db1d0647e6e82137e09,
  "/src/admin/ScoreField#ScoreField": ScoreField_ecd5b6fb7c5a1db1d0647e6e82137e09,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/client#InlineToolbarFeatureClient": InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HorizontalRuleFeatureClient": HorizontalRuleFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UploadFeatureClient": UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BlockquoteFeatureClient": BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#RelationshipFeatureClient": RelationshipFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#LinkFeatureClient": LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ChecklistFeatureClient": ChecklistFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#OrderedListFeatureClient": OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#IndentFeatureClient": IndentFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#AlignFeatureClient": AlignFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HeadingFeatureClient": HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineCodeFeatureClient": InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SuperscriptFeatureClient": SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SubscriptFeatureClient": SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#StrikethroughFeatureClient": StrikethroughFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnderlineFeatureClient": UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BoldFeatureClient": BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ItalicFeatureClient": ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/Graphics#Icon": Icon_2efe01568fb7960b80491ff4a26fcd89,
  "/src/admin/Graphics#Logo": Logo_2efe01568fb7960b80491ff4a26fcd89,
  "/src/admin/StaffOnly#StaffOnly": StaffOnly_957cc6c8f00460a9690c2b1e0294b66e,
  "/src/admin/RoleNav#RoleNav": RoleNav_ff73c5437be40ef0f4971e0c455f1fd8,
  "/src/admin/RankingView#RankingView": RankingView_084f79032a29d846423cd3601c9ec59b,
  "/src/admin/PanelView#PanelView": PanelView_7cb2f4599eefe45bc784333dab033b65,
  "/src/admin/WorkList#WorkList": WorkList_a99a61adeffea99a33553f541b450acd,
  "/src/admin/QueueBoard#QueueBoard": QueueBoard_afbb741277885194e2269b956d7296bc,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
