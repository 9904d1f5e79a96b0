// The texts of the scripts of interactive figures, by their names there.

import Formatting

extension PageAsset {
  var figureWords: [String: Message] {
    switch self {
    case .window: Self.windowWords
    case .moves:
      [
        "channelNames": PageStrings.channelNames, "figureFilter": PageStrings.figureFilter,
        "figureOutput": PageStrings.figureOutput, "movesAfter": PageStrings.movesAfter,
        "movesBefore": PageStrings.movesBefore, "movesChannel": PageStrings.movesChannel,
        "movesEmpty": PageStrings.movesEmpty, "movesGoes": PageStrings.movesGoes,
        "movesHint": PageStrings.movesHint, "movesHolds": PageStrings.movesHolds,
        "movesOrder": PageStrings.movesOrder, "movesPixel": PageStrings.movesPixel,
        "movesPixels": PageStrings.movesPixels, "movesScrub": PageStrings.movesScrub,
        "windowReset": PageStrings.windowReset,
      ]
    case .mixer:
      [
        "mixerKeys": PageStrings.mixerKeys, "mixerWeight": PageStrings.mixerWeight,
        "mixerChoice": PageStrings.mixerChoice, "mixerOne": PageStrings.mixerOne,
        "mixerMore": PageStrings.mixerMore, "mixerLess": PageStrings.mixerLess,
        "ownFilter": PageStrings.ownFilter, "channelNames": PageStrings.channelNames,
        "pixelsMissing": PageStrings.pixelsMissing,
      ]
    case .scores:
      [
        "scoresClass": PageStrings.scoresClass, "scoresOf": PageStrings.scoresOf,
        "scoresTyped": PageStrings.scoresTyped, "scoresAll": PageStrings.scoresAll,
        "scoresScore": PageStrings.scoresScore, "scoresPlain": PageStrings.scoresPlain,
        "scoresLost": PageStrings.scoresLost, "scoresGone": PageStrings.scoresGone,
        "scoresHint": PageStrings.scoresHint, "windowReset": PageStrings.windowReset,
      ]
    case .editor:
      [
        "stride": PageStrings.stride, "padding": PageStrings.padding,
        "editorKeys": PageStrings.editorKeys,
        "editorWeight": PageStrings.editorWeight, "editorOwn": PageStrings.editorOwn,
        "editorDrop": PageStrings.editorDrop, "editorNoPicture": PageStrings.editorNoPicture,
        "windowReset": PageStrings.windowReset,
        "editorFilter": PageStrings.editorFilter, "editorSigned": PageStrings.editorSigned,
        "editorBytes": PageStrings.editorBytes, "editorPlace": PageStrings.editorPlace,
        "editorPoolPlace": PageStrings.editorPoolPlace, "editorLargest": PageStrings.editorLargest,
        "editorIs": PageStrings.editorIs,
        "verticalEdges": PageStrings.verticalEdges, "levelEdges": PageStrings.levelEdges,
        "outline": PageStrings.outline, "sharpen": PageStrings.sharpen, "mean": PageStrings.mean,
        "nothing": PageStrings.nothing, "ownFilter": PageStrings.ownFilter,
        "pixelsMissing": PageStrings.pixelsMissing,
      ]
    case .draws:
      [
        "drawsBin": PageStrings.drawsBin, "drawsCount": PageStrings.drawsCount,
        "drawsFace": PageStrings.drawsFace, "drawsHint": PageStrings.drawsHint,
        "drawsLast": PageStrings.drawsLast, "drawsMeasured": PageStrings.drawsMeasured,
        "drawsScrub": PageStrings.drawsScrub, "drawsSeed": PageStrings.drawsSeed,
        "windowReset": PageStrings.windowReset,
      ]
    case .wires:
      [
        "figureFilter": PageStrings.figureFilter, "figureInput": PageStrings.figureInput,
        "windowReset": PageStrings.windowReset, "wiresCount": PageStrings.wiresCount,
        "wiresCounted": PageStrings.wiresCounted, "wiresDense": PageStrings.wiresDense,
        "wiresFollow": PageStrings.wiresFollow, "wiresHint": PageStrings.wiresHint,
        "wiresReaders": PageStrings.wiresReaders, "wiresShift": PageStrings.wiresShift,
        "wiresShifted": PageStrings.wiresShifted, "wiresShuffle": PageStrings.wiresShuffle,
        "wiresShuffled": PageStrings.wiresShuffled, "wiresUsed": PageStrings.wiresUsed,
        "wiresWeights": PageStrings.wiresWeights,
      ]
    case .stacks:
      [
        "figureFilter": PageStrings.figureFilter, "figureInput": PageStrings.figureInput,
        "figureOutput": PageStrings.figureOutput, "figureProducts": PageStrings.figureProducts,
        "stacksChannel": PageStrings.stacksChannel,
        "stacksDirections": PageStrings.stacksDirections,
        "stacksFilterSlice": PageStrings.stacksFilterSlice, "stacksMap": PageStrings.stacksMap,
        "stacksPlace": PageStrings.stacksPlace,
        "stacksReaders": PageStrings.stacksReaders, "stacksSlice": PageStrings.stacksSlice,
        "windowHint": PageStrings.windowHint, "windowReset": PageStrings.windowReset,
        "windowScrub": PageStrings.windowScrub, "windowTerm": PageStrings.windowTerm,
      ]
    case .learning:
      [
        "learningConverges": PageStrings.learningConverges,
        "learningDiverges": PageStrings.learningDiverges,
        "learningHidden": PageStrings.learningHidden, "learningHint": PageStrings.learningHint,
        "learningLearned": PageStrings.learningLearned, "learningLoss": PageStrings.learningLoss,
        "learningRate": PageStrings.learningRate, "learningRound": PageStrings.learningRound,
        "learningScrub": PageStrings.learningScrub, "learningTurned": PageStrings.learningTurned,
        "learningWeight": PageStrings.learningWeight, "windowReset": PageStrings.windowReset,
      ]
    case .bend:
      [
        "bendAt": PageStrings.bendAt, "bendBent": PageStrings.bendBent,
        "bendCorner": PageStrings.bendCorner, "bendHint": PageStrings.bendHint,
        "bendRelu": PageStrings.bendRelu, "bendStraight": PageStrings.bendStraight,
        "windowReset": PageStrings.windowReset,
      ]
    case .ink:
      [
        "inkDown": PageStrings.inkDown, "inkHere": PageStrings.inkHere, "inkUp": PageStrings.inkUp,
      ]
    case .closeUp: Self.closeUpWords
    case .network: Self.networkWords
    case .messages:
      [
        "messagesHint": PageStrings.messagesHint, "messagesKeys": PageStrings.messagesKeys,
        "messagesLabel": PageStrings.messagesLabel, "messagesMatrix": PageStrings.messagesMatrix,
        "messagesNode": PageStrings.messagesNode, "messagesNumber": PageStrings.messagesNumber,
        "messagesReached": PageStrings.messagesReached, "messagesRow": PageStrings.messagesRow,
        "messagesScrub": PageStrings.messagesScrub, "windowReset": PageStrings.windowReset,
      ]
    case .fields:
      [
        "fieldsHint": PageStrings.fieldsHint, "fieldsKeys": PageStrings.fieldsKeys,
        "fieldsLayer": PageStrings.fieldsLayer, "fieldsSees": PageStrings.fieldsSees,
        "windowReset": PageStrings.windowReset,
      ]
    case .shortcuts:
      [
        "shortcutsAll": PageStrings.shortcutsAll,
        "shortcutsBlock": PageStrings.shortcutsBlock,
        "shortcutsCount": PageStrings.shortcutsCount,
        "shortcutsEffects": PageStrings.shortcutsEffects,
        "shortcutsGradient": PageStrings.shortcutsGradient,
        "shortcutsGradientAt": PageStrings.shortcutsGradientAt,
        "shortcutsHint": PageStrings.shortcutsHint,
        "shortcutsKeys": PageStrings.shortcutsKeys,
        "shortcutsLength": PageStrings.shortcutsLength,
        "shortcutsNone": PageStrings.shortcutsNone,
        "shortcutsOut": PageStrings.shortcutsOut,
        "shortcutsPaths": PageStrings.shortcutsPaths,
        "shortcutsScale": PageStrings.shortcutsScale,
        "shortcutsScrub": PageStrings.shortcutsScrub,
        "shortcutsSignal": PageStrings.shortcutsSignal,
        "shortcutsSignalAt": PageStrings.shortcutsSignalAt,
        "shortcutsSwitch": PageStrings.shortcutsSwitch,
        "shortcutsTake": PageStrings.shortcutsTake,
        "shortcutsTold": PageStrings.shortcutsTold,
        "windowReset": PageStrings.windowReset,
      ]
    case .transfer:
      [
        "transferChart": PageStrings.transferChart,
        "transferHead": PageStrings.transferHead,
        "transferHeld": PageStrings.transferHeld,
        "transferHint": PageStrings.transferHint,
        "transferIsFrozen": PageStrings.transferIsFrozen,
        "transferKeys": PageStrings.transferKeys,
        "transferMap": PageStrings.transferMap,
        "transferMoves": PageStrings.transferMoves,
        "transferOwn": PageStrings.transferOwn,
        "transferRest": PageStrings.transferRest,
        "transferRight": PageStrings.transferRight,
        "transferStart": PageStrings.transferStart,
        "transferStep": PageStrings.transferStep,
        "transferTold": PageStrings.transferTold,
        "transferWrong": PageStrings.transferWrong,
        "windowReset": PageStrings.windowReset,
      ]
    case .resampling:
      [
        "figureInput": PageStrings.figureInput, "figureOutput": PageStrings.figureOutput,
        "resamplingHint": PageStrings.resamplingHint,
        "resamplingNew": PageStrings.resamplingNew,
        "resamplingReaders": PageStrings.resamplingReaders,
        "resamplingWay": PageStrings.resamplingWay, "windowReset": PageStrings.windowReset,
      ]
    case .push:
      [
        "figureInput": PageStrings.figureInput, "figureOutput": PageStrings.figureOutput,
        "pushHere": PageStrings.pushHere, "pushHint": PageStrings.pushHint,
        "pushHome": PageStrings.pushHome, "pushOther": PageStrings.pushOther,
        "pushSame": PageStrings.pushSame, "windowReset": PageStrings.windowReset,
      ]
    case .backward:
      [
        "backwardAt": PageStrings.backwardAt, "backwardBack": PageStrings.backwardBack,
        "backwardBegin": PageStrings.backwardBegin, "backwardCopy": PageStrings.backwardCopy,
        "backwardDetached": PageStrings.backwardDetached,
        "backwardDifference": PageStrings.backwardDifference,
        "backwardExponential": PageStrings.backwardExponential,
        "backwardForward": PageStrings.backwardForward, "backwardGraph": PageStrings.backwardGraph,
        "backwardHint": PageStrings.backwardHint, "backwardLarger": PageStrings.backwardLarger,
        "backwardMeets": PageStrings.backwardMeets, "backwardNothing": PageStrings.backwardNothing,
        "backwardProduct": PageStrings.backwardProduct,
        "backwardQuotient": PageStrings.backwardQuotient,
        "backwardScrub": PageStrings.backwardScrub, "backwardSigmoid": PageStrings.backwardSigmoid,
        "backwardSquare": PageStrings.backwardSquare, "backwardSum": PageStrings.backwardSum,
        "backwardWay": PageStrings.backwardWay, "windowReset": PageStrings.windowReset,
      ]
    case .inputGradient:
      [
        "figureFilter": PageStrings.figureFilter,
        "inputGradientHint": PageStrings.inputGradientHint,
        "inputGradientInputs": PageStrings.inputGradientInputs,
        "inputGradientOutputs": PageStrings.inputGradientOutputs,
        "inputGradientPlace": PageStrings.inputGradientPlace,
        "inputGradientScrub": PageStrings.inputGradientScrub,
        "inputGradientSent": PageStrings.inputGradientSent,
        "inputGradientSentTo": PageStrings.inputGradientSentTo, "stride": PageStrings.stride,
        "windowReset": PageStrings.windowReset,
      ]
    case .replay:
      [
        "replayAccuracy": PageStrings.replayAccuracy,
        "replayActivations": PageStrings.replayActivations, "replayAt": PageStrings.replayAt,
        "replayBand": PageStrings.replayBand,
        "replayConfusion": PageStrings.replayConfusion, "replayDrag": PageStrings.replayDrag,
        "replayFilter": PageStrings.replayFilter,
        "replayFilters": PageStrings.replayFilters, "replayGradients": PageStrings.replayGradients,
        "replayHint": PageStrings.replayHint, "replayLayer": PageStrings.replayLayer,
        "replayLoss": PageStrings.replayLoss, "replayRead": PageStrings.replayRead,
        "replayRun": PageStrings.replayRun, "replayScrub": PageStrings.replayScrub,
      ]
    default: [:]
    }
  }

  private static let windowWords: [String: Message] = [
    "stride": PageStrings.stride, "padding": PageStrings.padding,
    "figureInput": PageStrings.figureInput, "figureFilter": PageStrings.figureFilter,
    "figureOutput": PageStrings.figureOutput, "figureWindow": PageStrings.figureWindow,
    "figureProducts": PageStrings.figureProducts, "height": PageStrings.height,
    "width": PageStrings.width, "windowPlace": PageStrings.windowPlace,
    "windowScrub": PageStrings.windowScrub, "windowSpeed": PageStrings.windowSpeed,
    "windowSlow": PageStrings.windowSlow, "windowOrdinary": PageStrings.windowOrdinary,
    "windowFast": PageStrings.windowFast, "windowSame": PageStrings.windowSame,
    "windowDilation": PageStrings.windowDilation, "windowLesson": PageStrings.windowLesson,
    "windowReset": PageStrings.windowReset, "windowMaximum": PageStrings.windowMaximum,
    "windowMean": PageStrings.windowMean, "windowLargest": PageStrings.windowLargest,
    "windowMeanIs": PageStrings.windowMeanIs, "windowOutside": PageStrings.windowOutside,
    "windowTooLarge": PageStrings.windowTooLarge,
    "windowTerm": PageStrings.windowTerm, "windowReaders": PageStrings.windowReaders,
    "windowHint": PageStrings.windowHint, "presetSobel": PageStrings.presetSobel,
    "presetPrewitt": PageStrings.presetPrewitt, "sharpen": PageStrings.sharpen,
    "presetBlur": PageStrings.presetBlur, "presetEmboss": PageStrings.presetEmboss,
    "presetLaplacian": PageStrings.presetLaplacian, "ownFilter": PageStrings.ownFilter,
    "unreadRows": PageStrings.unreadRows, "unreadColumns": PageStrings.unreadColumns,
  ]

  private static let closeUpWords: [String: Message] = [
    "figureFilter": PageStrings.figureFilter, "figureProducts": PageStrings.figureProducts,
    "figureWindow": PageStrings.figureWindow, "overviewAllMaps": PageStrings.overviewAllMaps,
    "overviewAllOf": PageStrings.overviewAllOf, "overviewChannel": PageStrings.overviewChannel,
    "overviewClass": PageStrings.overviewClass,
    "overviewDenseSlice": PageStrings.overviewDenseSlice,
    "overviewDenseWeights": PageStrings.overviewDenseWeights,
    "overviewField": PageStrings.overviewField,
    "overviewFilterSlice": PageStrings.overviewFilterSlice,
    "overviewMapOf": PageStrings.overviewMapOf, "overviewMost": PageStrings.overviewMost,
    "overviewNegative": PageStrings.overviewNegative, "overviewNumber": PageStrings.overviewNumber,
    "overviewNumberOf": PageStrings.overviewNumberOf, "overviewOneMap": PageStrings.overviewOneMap,
    "overviewPart": PageStrings.overviewPart, "overviewParts": PageStrings.overviewParts,
    "overviewPicture": PageStrings.overviewPicture, "overviewPixel": PageStrings.overviewPixel,
    "overviewReads": PageStrings.overviewReads, "overviewShare": PageStrings.overviewShare,
    "overviewSlice": PageStrings.overviewSlice,
    "overviewSum": PageStrings.overviewSum, "overviewUnit": PageStrings.overviewUnit,
    "overviewWeights": PageStrings.overviewWeights, "overviewWindow": PageStrings.overviewWindow,
    "stacksMap": PageStrings.stacksMap,
    "windowLargest": PageStrings.windowLargest, "windowMeanIs": PageStrings.windowMeanIs,
  ]

  private static let networkWords: [String: Message] = [
    "overviewBox": PageStrings.overviewBox, "overviewClear": PageStrings.overviewClear,
    "overviewCount": PageStrings.overviewCount, "overviewEmpty": PageStrings.overviewEmpty,
    "overviewHint": PageStrings.overviewHint, "overviewMaps": PageStrings.overviewMaps,
    "overviewMass": PageStrings.overviewMass, "overviewPad": PageStrings.overviewPad,
    "overviewPlaced": PageStrings.overviewPlaced, "overviewRaw": PageStrings.overviewRaw,
    "overviewRead": PageStrings.overviewRead, "overviewReadOf": PageStrings.overviewReadOf,
    "overviewRelu": PageStrings.overviewRelu, "overviewSample": PageStrings.overviewSample,
    "overviewSamples": PageStrings.overviewSamples, "overviewScore": PageStrings.overviewScore,
    "overviewVector": PageStrings.overviewVector,
  ]
}
