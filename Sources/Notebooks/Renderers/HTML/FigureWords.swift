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
}
