// The command-line program; each file in Commands/ is a subcommand. Exit status: 0 success, 1 the
// answer is no, 2 file error, 64 wrong usage.

import Foundation
import LessonKit
import Processes

@main
struct Convbook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convbook",
    abstract: text("The convolutional neural network, from the first pixel to ResNet."),
    discussion: text(
      """
      Exit status: 0 good, 1 the answer is no (pictures differ, a lesson failed), 2 trouble with \
      a file, 64 wrong usage.

      With --language ko, anywhere among the arguments, everything is said in Korean; else \
      CONVBOOK_LANGUAGE decides, else the system's language.
      """),
    version: Edition.name,
    subcommands: [
      ListCommand.self, RunCommand.self, CheckCommand.self, HintCommand.self,
      SolutionCommand.self, ResetCommand.self, WatchCommand.self, PackCommand.self,
      GradeCommand.self, ClassroomCommand.self, TeachCommand.self, PublishCommand.self,
      LiveCommand.self, JupyterCommand.self, NewCommand.self, TranslateCommand.self,
      CompareCommand.self,
      VerifyCommand.self,
      FilterCommand.self, PoolCommand.self, ShapeCommand.self, BenchCommand.self,
      DataCommand.self, MeasureCommand.self, ConfineCommand.self, DoctorCommand.self,
    ],
    defaultSubcommand: ListCommand.self)

  /// Runs the command; errors of this program are printed without the parser's usage lines.
  static func main() {
    StandardStreams.prepare()
    StandardStreams.leaveOutBacktraces()
    do {
      var command = try parseAsRoot(try Catalogue.chooseLanguage())
      try command.run()
    } catch let error as LanguageError {
      printError("convbook: \(printable(error.description))")
      exit(withError: ExitCode(CommandError.Kind.usage.rawValue))
    } catch let error where CommandError.isOurs(error) {
      // Keeps the order of both streams in a log.
      fflush(nil)
      printError("convbook: \(printable(describe(error)))")
      exit(withError: ExitCode(CommandError.status(for: error)))
    } catch {
      endProgram(with: error, of: Self.self)
    }
  }
}
